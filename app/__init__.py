"""Everything that touches the world: command line, window, surfaces, storage."""
