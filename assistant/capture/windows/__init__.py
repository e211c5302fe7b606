"""One file for each way of finding the active window."""
