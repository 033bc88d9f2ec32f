"""Trains, exports and scores the detector."""
