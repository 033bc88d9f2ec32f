"""Forms in a few words: "Adults 2, Children 3, Search rooms"."""
