"""`earsight ask`: an answer about a picture. See `commands.describe`."""

from assistant.commands.describe import run

__all__ = ["run"]
