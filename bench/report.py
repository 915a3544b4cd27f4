"""The tables that a person reads, and the file that a program does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.bars import Bar

RESULTS = Path(__file__).parent / "results" / "latest.json"
HEAD = (
    "page",
    "at once",
    "a second",
    "p50 ms",
    "p95 ms",
    "cpu ms",
    "× floor",
    "KB",
    "KB gzip",
    "queries",
)
VERDICTS = {True: "ok", False: "MISSED", None: "not measured"}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = []
    for row in (head, tuple("-" * width for width in widths), *rows):
        first, *rest = (
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join((first, *rest)))
    return "\n".join(lines)


def rows_table(rows: list[dict[str, Any]]) -> str:
    return _table(HEAD, [_row(row) for row in rows])


def _row(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        row["page"],
        str(row["concurrency"]),
        f"{row['per_second']:,.0f}",
        f"{row['p50_ms']:.2f}",
        f"{row['p95_ms']:.2f}",
        "-" if row["cpu_ms"] is None else f"{row['cpu_ms']:.2f}",
        f"{row['ratio_to_floor']:.2f}",
        *("-" if row[key] is None else f"{row[key] / 1000:.1f}" for key in
          ("bytes", "bytes_compressed")),
        "-" if row["queries"] is None else str(row["queries"]),
    )  # fmt: skip


def bars_table(bars: list[Bar]) -> str:
    return _table(("bar", "measured", "wanted", "unit", ""), [_bar(bar) for bar in bars])


def _bar(bar: Bar) -> tuple[str, ...]:
    measured = "-" if bar.measured is None else f"{bar.measured:.2f}"
    wanted = f"{'≥' if bar.at_least else '≤'} {bar.limit:g}"
    return bar.name, measured, wanted, bar.unit, VERDICTS[bar.passed]


def write(result: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
