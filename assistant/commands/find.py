"""`earsight find`: where something is on a picture. See `commands.describe`."""

from assistant.commands.describe import run

__all__ = ["run"]
