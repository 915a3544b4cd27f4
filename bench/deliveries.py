"""`python -m bench.deliveries`: 1,000 mails while the worker and the sender are killed at 100
random points, and the pages while the mail server is away. See `bench/mail`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from bench.mail.crashes import crash
from bench.mail.pages import compare


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.deliveries", description=__doc__)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--requests", type=int, default=150, help="of each page, in each state")
    parser.add_argument("--only", choices=["crashes", "pages"])
    args, found = parser.parse_args(), {}
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        if args.only != "pages":
            began = time.monotonic()
            database = os.environ.get("ALONGSIDE_DATABASE", "")
            found["crashes"] = asdict(crash(Path(folder), args.mails, args.kills, database))
            found["crashes"]["seconds"] = round(time.monotonic() - began)
        if args.only != "crashes":
            found["pages"] = compare(args.requests)
    print(json.dumps(found, indent=2))
    crashes = found.get("crashes", {})
    missed = crashes and (crashes["lost"] or crashes["outside"] or crashes["most_by_one_kill"] > 1)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
