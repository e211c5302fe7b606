"""Wires each larger ability into the running program; the abilities live in rooms of their own."""
