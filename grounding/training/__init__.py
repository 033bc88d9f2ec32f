"""Renders, trains, exports and scores the models that Deskhand ships; nobody imports it."""
