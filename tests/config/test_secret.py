"""The key is made once, for this user alone, and never half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alongside.config.reading import SettingsError
from alongside.config.schema import Settings
from alongside.config.secret import secret_key


def test_a_given_key_is_used(tmp_path: Path) -> None:
    assert secret_key(Settings(secret_key="given"), tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_this_user_alone(tmp_path: Path) -> None:
    first = secret_key(Settings(), tmp_path)
    assert len(first) >= 50
    assert secret_key(Settings(), tmp_path) == first
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_many_at_once_get_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret_key(Settings(), tmp_path), range(64)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_before_the_first_start_nothing_is_written(tmp_path: Path) -> None:
    assert len(secret_key(Settings(), tmp_path / "data")) >= 50
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    with pytest.raises(SettingsError, match="Make it readable"):
        secret_key(Settings(), tmp_path)
