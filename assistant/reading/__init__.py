"""Pixels become lines of text in reading order. Engines run only in the reading worker."""
