"""Bridges to the person's own screen reader: with one running, it is the only voice."""
