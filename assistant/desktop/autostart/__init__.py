"""Starting with the desktop session: one small file for each platform's way."""
