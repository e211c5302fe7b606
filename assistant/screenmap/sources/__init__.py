"""What applications tell about their windows: the accessibility trees of each platform."""
