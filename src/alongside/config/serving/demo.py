"""The demo at a start: loaded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alongside.config.serving.folder import alone_in
from alongside.discussions.models import Section
from alongside.exchange.demo import load_demo
from alongside.people.models import Member

DEMO_STAMP = "demo_loaded"


def load_demo_once(data_dir: Path, say: Callable[[str], None], *, new_database: bool) -> None:
    """Into an empty community, and not again after somebody took it away."""
    stamp = data_dir / DEMO_STAMP
    with alone_in(data_dir):
        if stamp.exists() and not new_database:
            return
        if not Member.objects.exists() and not Section.objects.exists():
            load_demo(say)
        stamp.touch(mode=0o600)
