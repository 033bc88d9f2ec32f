"""Intents carried out: each opened up into single acts, with a look between them."""
