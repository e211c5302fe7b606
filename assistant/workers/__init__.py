"""Supervised child processes: framed messages, a client that restarts, a host that serves."""
