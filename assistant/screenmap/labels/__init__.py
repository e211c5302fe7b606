"""The person's own names for icons and regions, kept by how they look."""
