"""The person's own keys: the stop key."""
