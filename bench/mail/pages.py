"""Pages while the mail server is away, against the same pages while it is there, turn by turn.

"Away" is the worst kind: a port that takes the connection and never says a word.
"""

from __future__ import annotations

import contextlib
import os
import re
import socket
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlencode

from bench.mail.crashes import REPOSITORY, listener
from scripts.demo_server import Site, running

TURNS = 5
CSRF = "a" * 32
DEMO_PEOPLE = REPOSITORY / "src" / "alongside" / "exchange" / "demo" / "shapes.py"
MEMBER = "parent@example.org"


@contextlib.contextmanager
def silent() -> Iterator[int]:
    """Connections are taken by the system, and nobody answers them."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(128)
        yield server.getsockname()[1]


class Reader:
    """One browser. Each request comes from another address, as the proxy in front says."""

    def __init__(self, site: Site) -> None:
        self.host, self.session, self.asked = site.host, "", 0

    def ask(self, method: str, path: str, **fields: str) -> tuple[float, str]:
        """How long it took, in ms, and where it leads or what it says."""
        self.asked += 1
        cookies = f"csrftoken={CSRF}" + (f"; sessionid={self.session}" if self.session else "")
        headers = {
            "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": str(ip_address(0x0A000000 + self.asked)),
        }  # fmt: skip
        connection = HTTPConnection(self.host, timeout=60)
        began = time.perf_counter()
        connection.request(
            method, path, urlencode({"csrfmiddlewaretoken": CSRF, **fields}), headers
        )
        answer = connection.getresponse()
        body = answer.read().decode()
        took = (time.perf_counter() - began) * 1000
        assert answer.status < 400, (path, answer.status, body[:300])
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if found := re.match("sessionid=([^;]+)", cookie):
                self.session = found[1]
        connection.close()
        return took, answer.headers.get("Location", body)


def measured(site: Site, requests: int, password: str) -> dict[str, list[float]]:
    member, stranger = Reader(site), Reader(site)
    member.ask("POST", "/sign-in", login=MEMBER, password=password)
    topic = re.findall(r"/t/(\d+)", member.ask("GET", "/conversations")[1])[0]

    def code() -> float:
        stranger.session = ""
        return stranger.ask("POST", "/sign-in/code", email=f"{uuid.uuid4().hex}@example.org")[0]

    def reply() -> float:
        token = str(uuid.uuid4())
        return member.ask("POST", f"/t/{topic}/replies", body=f"Words {token}", token=token)[0]

    pages: dict[str, Callable[[], float]] = {
        "code": code, "reply": reply, "list": lambda: member.ask("GET", "/conversations")[0],
    }  # fmt: skip
    return {name: [ask() for _ in range(requests)] for name, ask in pages.items()}


def compare(requests: int) -> dict[str, dict[str, float]]:
    """p50 and p95 of each page in ms, there and away, and away as a share of there."""
    os.environ.pop("ALONGSIDE_DATABASE", None)
    states: dict[str, dict[str, list[float]]] = {"there": {}, "away": {}}
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        ports = {
            "there": stack.enter_context(listener(Path(folder) / "taken")),
            "away": stack.enter_context(silent()),
        }
        sites = {name: stack.enter_context(_site(port)) for name, port in ports.items()}
        for _ in range(TURNS):
            for name, site in sites.items():
                for page, took in measured(site, requests // TURNS, _password()).items():
                    states[name].setdefault(page, []).extend(took)
    return {page: _figures(states["there"][page], states["away"][page]) for page in states["away"]}


def _password() -> str:
    """Of the sample people. Read as text: nothing of Django runs in this process."""
    found = re.search(r'^DEMO_PASSWORD = "([^"]+)"', DEMO_PEOPLE.read_text(), re.M)
    assert found
    return found[1]


def _site(port: int) -> contextlib.AbstractContextManager[Site]:
    return running(mail_url=f"smtp://127.0.0.1:{port}", trusted_proxies="1")


def _figures(there: list[float], away: list[float]) -> dict[str, float]:
    def at(times: list[float], hundredth: int) -> float:
        return round(statistics.quantiles(times, n=100)[hundredth - 1], 2)

    return {
        "there_p50": at(there, 50), "away_p50": at(away, 50),
        "there_p95": at(there, 95), "away_p95": at(away, 95),
        "p95_ratio": round(at(away, 95) / at(there, 95), 2),
    }  # fmt: skip
