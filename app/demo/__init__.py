"""The demo's own shop and the form of asking that stands in for a person there."""
