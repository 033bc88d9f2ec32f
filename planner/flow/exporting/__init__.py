"""Flows in forms that other programs use."""
