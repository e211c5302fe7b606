"""Finds out, once for each model, in which number format and on how many threads it is fastest."""
