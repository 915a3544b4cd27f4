"""New notices, handed on as a range and not as a list: a thousand are as little to carry as one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """The notices that one statement made: those of that post, from `first` to `last`."""

    post_id: int
    first: int
    last: int

    # The same as a condition on a notice `n`, with its parameters.
    where = "n.id BETWEEN %s AND %s AND n.post_id = %s"

    @property
    def values(self) -> list[object]:
        return [self.first, self.last, self.post_id]
