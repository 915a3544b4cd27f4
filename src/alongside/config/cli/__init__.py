"""The command line, `alongside`. Defined here are words and options; the work is loaded late."""

from alongside.config.cli.commands import main

__all__ = ["main"]
