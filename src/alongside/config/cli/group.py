"""How the command line is laid out, and how its commands load what they need."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click


class Sectioned(click.Group):
    """A group that lists its commands under headings, in the order they were written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings: dict[str, str] = {}

    def under(self, heading: str, name: str | None = None) -> Callable[..., click.Command]:
        def add(function: Callable[..., Any]) -> click.Command:
            command = click.command(name)(function)
            self.place(command, heading)
            return command

        return add

    def place(self, command: click.Command, heading: str) -> None:
        self.add_command(command)
        self.headings[command.name or ""] = heading

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(len(name) for name in self.headings)
        for heading in dict.fromkeys(self.headings.values()):
            with formatter.section(heading):
                formatter.write_dl(
                    [
                        (f"{name:{width}}", self.commands[name].get_short_help_str(100))
                        for name, placed in self.headings.items()
                        if placed == heading
                    ]
                )


def late(target: str, /, **values: Any) -> Any:
    """Calls `module:function`. The module is loaded only now: `--help` needs none of them."""
    return late_name(target)(**values)


def late_name(target: str) -> Any:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def late_with_django(target: str, /, *, prepare: bool = True, **values: Any) -> Any:
    """The same with Django set up and, to `prepare`, the data folder and the tables made."""
    call = late_name("alongside.config.cli.with_django:call")
    return call(target, values, prepare=prepare)
