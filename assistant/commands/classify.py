"""`earsight classify`: one of the person's own labels for a picture. See `commands.describe`."""

from assistant.commands.describe import run

__all__ = ["run"]
