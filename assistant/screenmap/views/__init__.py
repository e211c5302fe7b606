"""A screen map to look at: for sighted helpers and bug reports."""
