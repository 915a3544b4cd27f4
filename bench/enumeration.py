"""Can somebody tell from how long an answer takes whether an address has an account?

    .venv/bin/python -m bench.enumeration [--tries 1000] [--at-once 4] [--output FILE]

Starts the real server on a new community with some accounts, and asks each of the four doors as
often as told with addresses that have an account and with addresses that have none, mixed at
random. The figure is an attacker's AUC: 0.5 is a coin, 1.0 is certainty; the bar is 0.55. Answers
must not differ otherwise either.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from bench.servers import site

ACCOUNTS, BAR = 40, 0.55
# So many that none of the few who ask at a time is told to come again.
THREADS = 40
CSRF = "a" * 32
SETTINGS = "bench.limitless"
Fields = dict[str, str]


def known() -> str:
    return f"member{random.randrange(ACCOUNTS)}@example.org"


def unknown() -> str:
    return f"{uuid.uuid4().hex}@example.org"


def name() -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(random.choice(letters) for _ in range(12)).title()


DOORS: dict[str, tuple[str, Callable[[str], Fields]]] = {
    "sign-in by code": ("/sign-in/code", lambda address: {"email": address}),
    "sign-up": ("/sign-up", lambda address: {"email": address, "username": name()}),
    "reset": ("/password/reset", lambda address: {"email": address}),
    "sign-in by password": (
        "/sign-in",
        lambda address: {"login": address, "password": "a wrong password"},
    ),
}


@dataclass
class Tally:
    """Milliseconds and answers, of addresses with an account and of those with none."""

    times: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    answers: dict[bool, Counter[str]] = field(
        default_factory=lambda: {True: Counter(), False: Counter()}
    )
    lock: threading.Lock = field(default_factory=threading.Lock)


def ask(port: int, path: str, fields: Fields) -> tuple[float, str]:
    """Milliseconds until the last byte, and what came without the address in it."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, **fields})
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={CSRF}",
    }
    began = time.perf_counter()
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    answer.read()
    took = (time.perf_counter() - began) * 1000
    connection.close()
    told = {key.lower() for key, _ in answer.getheaders()}
    return took, f"{answer.status} {answer.getheader('Location')} {sorted(told)}"


def measure(port: int, door: str, tries: int, at_once: int) -> Tally:
    path, fields = DOORS[door]
    tally, left = Tally(), [True] * tries + [False] * tries
    random.shuffle(left)

    def work() -> None:
        while True:
            with tally.lock:
                if not left:
                    return
                has_account = left.pop()
            took, told = ask(port, path, fields(known() if has_account else unknown()))
            with tally.lock:
                tally.times[has_account].append(took)
                tally.answers[has_account][told] += 1

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def auc(one: list[float], other: list[float]) -> float:
    """How often a guess by time alone is right, whichever way round it is better."""
    ranked = sorted([(value, True) for value in one] + [(value, False) for value in other])
    ranks = 0.0
    for start, end in _ties([value for value, _ in ranked]):
        middle = (start + end + 1) / 2
        ranks += middle * sum(mine for _, mine in ranked[start:end])
    area = (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))
    return max(area, 1 - area)


def _ties(values: list[float]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in range(1, len(values) + 1):
        if end == len(values) or values[end] != values[start]:
            yield start, end
            start = end


def seed(data_dir: Path) -> None:
    """Accounts with a password, in the community's own folder."""
    script = (
        "import django; django.setup();"
        "from django.core.management import call_command; call_command('migrate', verbosity=0);"
        "from django.contrib.auth.hashers import make_password;"
        "from alongside.people.actions import enrol;"
        "from alongside.people.models import Member;"
        f"[enrol(f'Member number {{n}}', f'member{{n}}@example.org') for n in range({ACCOUNTS})];"
        "Member.objects.update(password=make_password('the right password'))"
    )
    data_dir.mkdir(mode=0o700)
    (data_dir / "alongside.toml").write_text(f"threads = {THREADS}\n")
    env = {**os.environ, "ALONGSIDE_DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": SETTINGS}
    subprocess.run([sys.executable, "-c", script], env=env, check=True)


def figures(tally: Tally) -> dict[str, object]:
    with_account, without = tally.times[True], tally.times[False]
    return {
        "auc": round(auc(with_account, without), 4),
        "tries_each": len(with_account),
        "median_ms": [round(statistics.median(one), 2) for one in (with_account, without)],
        "same_answers": set(tally.answers[True]) == set(tally.answers[False]),
        "answers": sum(tally.answers.values(), Counter()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.enumeration", description=__doc__)
    parser.add_argument("--tries", type=int, default=1000, help="of each kind at each door (1000)")
    parser.add_argument("--at-once", type=int, default=4, help="requests at a time (4)")
    parser.add_argument("--door", choices=DOORS, help="only this one")
    parser.add_argument("--output", type=Path, help="the JSON file")
    args = parser.parse_args()
    found: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory(prefix="alongside-enumeration-") as folder:
        data_dir = Path(folder) / "data"
        seed(data_dir)
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        with site(data_dir, None, page_cache=True) as server:
            for door in [args.door] if args.door else DOORS:
                for _ in range(5):
                    ask(server.port, DOORS[door][0], DOORS[door][1](unknown()))
                found[door] = figures(measure(server.port, door, args.tries, args.at_once))
                print(door, json.dumps(found[door]), flush=True)
    if args.output:
        args.output.write_text(json.dumps(found, indent=1) + "\n")
    good = all(row["auc"] <= BAR and row["same_answers"] for row in found.values())  # type: ignore[operator]
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
