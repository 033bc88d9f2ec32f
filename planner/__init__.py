"""Decides; has no clock, disk, display or network of its own."""
