"""Run folders, the history index, secrets."""
