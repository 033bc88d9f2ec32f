"""Pages of a browser that runs on a display, seen where the display shows them."""
