"""The window in which an answer is read again, with its picture beside it."""
