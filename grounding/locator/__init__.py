"""From a place in words to an element of a parsed screen: `locate.locate(query, screen)`. Pure, no models."""
