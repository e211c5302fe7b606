"""Questions about a screen that its map alone can answer, without any model."""
