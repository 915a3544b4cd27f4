"""Reads the settings from the file and the environment, and says all that is wrong at once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from alongside.config.schema import SECRETS, Settings
from alongside.config.values import CHECKS, incomplete

PREFIX = "ALONGSIDE_"
FILE_VARIABLE = PREFIX + "SETTINGS"
FIELDS = {info.name: info for info in msgspec.structs.fields(Settings)}
Origin = Literal["default", "file", "environment"]


class SettingsError(SystemExit):
    """Settings that cannot be used. Whoever lets it pass ends with these lines, no traceback."""

    def __init__(self, heading: str, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join([heading, *(f"  - {problem}" for problem in problems)]))


@dataclass(slots=True)
class Reading:
    """What was read. A setting with a problem has its default here."""

    settings: Settings = field(default_factory=Settings)
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def usable(self) -> Settings:
        if self.problems:
            raise SettingsError("Settings need a change:", tuple(self.problems))
        return self.settings


def variable(name: str) -> str:
    return PREFIX + name.upper()


def meta(info: FieldInfo) -> msgspec.Meta:
    return next(part for part in get_args(info.type) if isinstance(part, msgspec.Meta))


def read(environ: Mapping[str, str]) -> Reading:
    """The environment wins over the file. An empty variable counts as not given."""
    reading = Reading()
    values: dict[str, Any] = {}
    path = Path(environ.get(FILE_VARIABLE) or "alongside.toml")
    from_file = _file_values(path, reading, asked=bool(environ.get(FILE_VARIABLE)))
    _tell_unknown(environ, reading)
    for name, info in FIELDS.items():
        given: object = environ.get(variable(name), "").strip()
        where, origin = f"the variable {variable(name)}", "environment"
        if not given:
            if name not in from_file:
                continue
            given, where, origin = from_file[name], f"{name} in {path}", "file"
        value, wrong = _value(info, given, origin)
        if wrong:
            reading.problems.append(_problem(info, given, where, wrong))
        else:
            values[name] = value
            reading.origins[name] = origin  # type: ignore[assignment]
    reading.settings = Settings(**values)
    reading.problems.extend(incomplete(reading.settings))
    return reading


def _file_values(path: Path, reading: Reading, *, asked: bool) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if asked:
            reading.problems.append(f"{FILE_VARIABLE} names {path}, and there is no such file.")
        return {}
    except (OSError, ValueError) as error:
        reading.problems.append(f"The settings file {path} cannot be read: {error}.")
        return {}
    for name in values.keys() - FIELDS.keys():
        meant = f" Did you mean {near}?" if (near := _near(name)) else ""
        reading.problems.append(f"{name} in {path} is not a setting.{meant}")
    return values


def _tell_unknown(environ: Mapping[str, str], reading: Reading) -> None:
    """A variable that is nearly a setting is a slip; any other may belong to something else."""
    known = {variable(name) for name in FIELDS} | {FILE_VARIABLE}
    for name in sorted(name for name in environ if name.startswith(PREFIX)):
        if name not in known:
            near = _near(name.removeprefix(PREFIX).lower())
            told = reading.problems if near else reading.notices
            meant = f" Did you mean {variable(near)}?" if near else ""
            told.append(f"The variable {name} is not a setting.{meant}")


def _near(name: str) -> str:
    near = get_close_matches(name, FIELDS, n=1, cutoff=0.75)
    return near[0] if near else ""


def _value(info: FieldInfo, given: object, origin: str) -> tuple[object, str | None]:
    try:
        value = msgspec.convert(given, info.type, strict=origin == "file")
    except msgspec.ValidationError:
        return None, f"must be {_expected(info)}"
    check = CHECKS.get(info.name)
    return value, check(value) if check else None


def _expected(info: FieldInfo) -> str:
    kind = get_args(info.type)[0]
    if get_origin(kind) is Literal:
        return " or ".join(get_args(kind))
    if kind is int:
        return f"a whole number from {meta(info).ge} to {meta(info).le}"
    return "text in quotes"


def _problem(info: FieldInfo, given: object, where: str, wrong: str) -> str:
    shown = "" if info.name in SECRETS else f" is {str(given)!r}. It"
    examples = meta(info).examples
    end = f", such as {examples[0]}." if examples and not wrong.endswith("?") else ""
    return f"{where[0].upper()}{where[1:]}{shown} {wrong}{end}"
