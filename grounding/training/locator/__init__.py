"""Trains and makes what the locator ships: tables of words and the calibration of its scores."""
