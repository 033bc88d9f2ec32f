"""Replaying flows: over the rows of a table, rehearsed, with approvals, reported to test tools."""
