"""One frame a kind of order: from a clause to its actions."""
