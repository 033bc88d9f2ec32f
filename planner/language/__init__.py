"""A person's words to a Plan, with no model."""
