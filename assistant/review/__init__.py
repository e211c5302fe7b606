"""Going through what was found, without a window."""
