"""One file for each way of taking pictures of the desktop."""
