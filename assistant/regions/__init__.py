"""Parts of the screen chosen by key, kept under names, and found again: no pixels, no Qt."""
