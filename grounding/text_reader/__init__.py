"""Text lines from pixels: where they are, what they say."""
