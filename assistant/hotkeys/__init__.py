"""Global key chords on X11, Windows, macOS and Wayland, and the layer behind the leader chord."""
