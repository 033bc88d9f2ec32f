"""Real applications on a private display, driven at random; what they tell of themselves, held against the pixels."""
