"""Demonstrations: what a person did, made into a flow."""
