"""Pixels in, named things with boxes out; never acts."""
