"""Goals that are not spelled out, worked out one step a look."""
