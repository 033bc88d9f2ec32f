"""Web pages composed at random from real front-end kits, with their truth from the DOM."""
