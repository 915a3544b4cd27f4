"""A mail server in a process of its own (aiosmtpd): each mail it takes is a line of a file, written
before it answers 250. `python -m bench.mail.listener PORT FILE`."""

from __future__ import annotations

import os
import re
import signal
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

MESSAGE_ID = re.compile(rb"^Message-ID:\s*<([^>]+)>", re.I | re.M)


class Postbox:
    def __init__(self, path: str) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        found = MESSAGE_ID.search(envelope.original_content or b"")
        name = found[1].decode() if found else "?"
        os.write(self.file, f"{name} {envelope.rcpt_tos[0]}\n".encode())
        return "250 OK"


def main() -> None:
    controller = Controller(Postbox(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    print("listening", flush=True)
    signal.sigwait((signal.SIGTERM, signal.SIGINT))
    controller.stop()


if __name__ == "__main__":
    main()
