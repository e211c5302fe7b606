"""Text becomes sound: the running screen reader first, else our own voice. Earcons beside it."""
