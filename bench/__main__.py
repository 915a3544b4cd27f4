"""`make bench`: measures, prints what it found, and says which bars are missed."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from bench import machine, report
from bench.answers import BadAnswer
from bench.bars import speed_bars, weight_bars
from bench.pages import ENCODINGS
from bench.run import Plan, run

BUSY = 0.7  # a load average above it means that others compute here too


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of every page (3)")
    parser.add_argument("--seconds", type=float, default=1.5, help="of each page a round (1.5)")
    parser.add_argument("--full", action="store_true", help="also with a hundred times the posts")
    parser.add_argument("--no-growth", action="store_true", help="only the first size")
    parser.add_argument("--plain", action="store_true", help="ask for pages without compression")
    parser.add_argument("--output", type=Path, default=report.RESULTS, help="the JSON file")
    return parser.parse_args()


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def growths(args: argparse.Namespace) -> tuple[int, ...]:
    if args.no_growth:
        return ()
    return (10, 100) if args.full else (10,)


def main() -> int:
    args, began = arguments(), time.monotonic()
    # Told to end, it unwinds as after Ctrl-C, so that no server stays behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    used = machine.cores()
    if used is None:
        tell("Two cores that processes can be kept on are needed (Linux): figures are rough here.")
    if not machine.LINUX:
        tell("Memory is read from /proc, which this system lacks: it is not measured here.")
    if (load := os.getloadavg()[0]) > BUSY:
        tell(f"The machine is busy (load average {load:.1f}): the figures will be rough.")
    machine.keep_to(used and used[1])
    encodings = "identity" if args.plain else ENCODINGS
    plan = Plan(args.rounds, args.seconds, growths(args), used and used[0], encodings)
    try:
        result, measured = run(plan, tell)
    except (BadAnswer, subprocess.CalledProcessError) as error:
        tell(f"The run stopped, nothing was written: {error}")
        return 2
    bars = [*speed_bars(measured), *weight_bars(result)]
    result["bars"] = [bar.as_json() for bar in bars]
    result["took_s"] = round(time.monotonic() - began)
    report.write(result, args.output)
    print(report.rows_table(result["rows"]), report.bars_table(bars), sep="\n\n")
    tell(f"Written to {args.output} after {result['took_s']} s")
    return 1 if any(bar.passed is False for bar in bars) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
