"""The detector: one pass over a screenshot, boxes with roles and states and text lines out."""
