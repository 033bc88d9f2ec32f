"""Models, policy, demo pages: data that ships."""
