"""Frozen types, the session and the wording. No Qt, no screen, no sound, no model."""
