"""Rehearsals are counted to their end at once here, however busy the machine is."""

from __future__ import annotations

import pytest

from alongside.moderation import rehearsing


@pytest.fixture(autouse=True)
def _counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsing, "AT_ONCE_SECONDS", 600.0)
