"""Numbers in addresses. Past what a database holds, an address leads nowhere, not to an error."""

from __future__ import annotations

from django.urls.converters import IntConverter, get_converters, register_converter

LARGEST = 2**63 - 1


class RowNumber(IntConverter):
    """`<big:id>`: a whole number that can be a row's, without needless zeros."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > LARGEST:
            raise ValueError(value)
        return number


def register() -> None:
    if "big" not in get_converters():
        register_converter(RowNumber, "big")
