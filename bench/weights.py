"""What pages weigh: bytes, bytes compressed, scripts, queries, memory, and the time to start."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

from bench import machine
from bench.data import Data
from bench.load import Page, ask
from bench.pages import get
from bench.servers import Server, environment, site

SCRIPT = re.compile(rb'<(?:script|link rel="modulepreload")[^>]*\s(?:src|href)="([^"]+)"')
STARTS = 5


def sizes(page: Page) -> tuple[int, int]:
    """Bytes of a page without compression, and with gzip.

    Where the answer is not compressed, the second is what gzip makes of it at level 6, as the
    proxy in front would.
    """
    as_sent = ask(page)
    plain = as_sent.plain()
    encoded = as_sent.header("content-encoding") == "gzip"
    return len(plain), len(as_sent.body) if encoded else len(gzip.compress(plain, 6))


def scripts(page: Page) -> dict[str, int]:
    """Scripts that a page loads, with their compressed sizes."""
    sources = {source.decode() for source in SCRIPT.findall(ask(page).plain())}
    return {source: _script_size(page.port, source) for source in sorted(sources)}


def _script_size(port: int, source: str) -> int:
    request = get(port, source, encodings="gzip")
    return sizes(Page(source, port, lambda: request, b""))[1]


def queries(data: Data, pages: list[Page], *, page_cache: bool) -> dict[str, list[str]]:
    """The SQL of each page, as the application itself counts it (see `bench.weigh`)."""
    wanted = [
        {
            "name": page.name,
            "status": page.status,
            "requests": [page.request().decode("latin-1") for _ in range(3)],
        }
        for page in pages
    ]
    more = {} if page_cache else {"ALONGSIDE_PAGE_CACHE_MIB": "0"}
    env = environment(ALONGSIDE_DATA_DIR=str(data.folder), **more)
    command = [sys.executable, "-m", "bench.weigh"]
    ended = subprocess.run(
        command, env=env, cwd=data.folder, input=json.dumps(wanted).encode(),
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    counted: dict[str, list[str]] = json.loads(ended.stdout)
    return counted


def memory(server: Server) -> dict[str, float]:
    """MiB of PSS of every process that `alongside serve` runs. Empty where there is no /proc."""
    if not machine.LINUX:
        return {}
    family = machine.family(server.pid)
    return {f"{_name(pid)} {pid}": round(machine.pss_mib(pid), 1) for pid in family}


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def start_s(data: Data, core: int | None) -> list[float]:
    """Seconds from the process to the first 200 of the home page, on an existing database."""
    times = []
    for _ in range(STARTS):
        with site(data.folder, core, page_cache=True) as server:
            times.append(server.start_s)
    return times
