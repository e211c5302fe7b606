"""Follows a window or a part of the screen, and tells what is new in it."""
