"""Thin Qt views over the core: tray, main window, clipboard, the bridge to the event loop."""
