"""A small world of windows in memory that can be looked at and acted on: for tests and rehearsal."""
