"""What is told before and after an order, and what the order takes from it: its subject, its place, its values."""
