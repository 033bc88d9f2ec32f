"""Flows in the window: the library, one flow in words, runs over tables, and proposals."""
