"""Moved to the core, where every room finds it."""

from assistant.core.places import CELLS, Cell, joined, where

__all__ = ["CELLS", "Cell", "joined", "where"]
