"""A screen of its own: X server, bus and window manager that leave no trace, tied to a guardian process."""
