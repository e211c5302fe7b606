"""`python -m assistant` is the `earsight` command."""

from assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
