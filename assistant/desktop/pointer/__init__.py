"""One file for each way of moving the mouse pointer and clicking."""
