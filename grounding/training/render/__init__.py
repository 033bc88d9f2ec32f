"""Screens whose truth is known, because the toolkit that drew them tells it."""
