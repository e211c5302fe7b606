"""Screen, window, region, clipboard or file becomes a Frame."""
