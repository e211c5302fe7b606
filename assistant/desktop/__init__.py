"""The desktop around us: one instance and its socket, windows, notifications, screen readers."""
