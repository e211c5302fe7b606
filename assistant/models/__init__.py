"""Which models there are, and the folders of those that are installed. No runtime is imported."""
