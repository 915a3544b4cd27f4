"""How many SQL queries each page takes, counted inside the whole WSGI application.

A process of its own, since the settings are read when they are imported: the requests come on
standard input, the counts go to standard output. Each page is asked for at least twice and the
last time counts, when whatever is kept for later requests has been kept.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.config.wsgi import application
from bench.answers import BadAnswer


def environ(request: bytes) -> dict[str, Any]:
    """What a WSGI server makes of such a request."""
    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, protocol = first.split(" ")
    path, _, query = target.partition("?")
    found: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_PROTOCOL": protocol, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr, "wsgi.version": (1, 0), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    for line in lines:
        name, _, value = line.partition(": ")
        key = name.upper().replace("-", "_")
        found[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"] = value
    return found


def queries(request: bytes, status: int) -> list[str]:
    """The SQL of one request. Raises: BadAnswer for any other status."""
    heard: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        answer = application(environ(request), lambda said, headers, error=None: heard.append(said))
        for _ in answer:
            pass
        if hasattr(answer, "close"):
            answer.close()
    if not heard[0].startswith(str(status)):
        raise BadAnswer(f"answered {heard[0]}, not {status}")
    return [query["sql"] for query in captured.captured_queries]


def main() -> None:
    counts = {}
    for page in json.load(sys.stdin):
        sql = [queries(one.encode("latin-1"), page["status"]) for one in page["requests"]][-1]
        counts[page["name"]] = sql
    json.dump(counts, sys.stdout)


if __name__ == "__main__":
    main()
