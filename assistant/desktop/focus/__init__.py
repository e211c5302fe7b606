"""One file for each way of taking the keyboard and giving it back."""
