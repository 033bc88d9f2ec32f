"""The text recogniser's training: lines are rendered, a network learns them, and it is exported and scored."""
