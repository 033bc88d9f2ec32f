"""One order said of several things, put as an order for each of them."""
