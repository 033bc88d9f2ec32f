"""Windows made of Qt's widgets at random, drawn in many styles, with the truth that the toolkit tells."""
