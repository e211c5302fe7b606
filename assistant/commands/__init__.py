"""What `earsight COMMAND` does, one file a command."""
