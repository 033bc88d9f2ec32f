"""The icon and appearance encoder: collects drawings, draws them, trains, exports and scores."""
