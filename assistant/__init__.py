"""EarSight: press a key anywhere, hear what is on the screen."""

__version__ = "0.1.0"
