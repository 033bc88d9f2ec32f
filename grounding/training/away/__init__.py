"""Training data in small files, for a machine with a GPU that nothing but one small folder reaches at a time."""
