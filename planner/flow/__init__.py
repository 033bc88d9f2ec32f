"""Flow files: a plan that a person can read, edit and run again with other values."""
