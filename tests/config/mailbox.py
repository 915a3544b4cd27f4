"""A real mail server for tests: it listens on a port of this machine and keeps what it gets."""

from __future__ import annotations

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Mailbox(socketserver.ThreadingTCPServer):
    """Speaks enough SMTP for smtplib: EHLO, AUTH PLAIN, MAIL, RCPT, DATA, QUIT. No TLS."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, password: str) -> None:
        self.password = password
        self.mails: list[str] = []
        super().__init__(("127.0.0.1", 0), _Session)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Session(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            if verb.upper() == "QUIT":
                self.say("221 bye")
                return
            self.answer(verb.upper(), rest)

    def answer(self, verb: str, rest: str) -> None:
        if verb == "EHLO":
            self.say("250-here\r\n250 AUTH PLAIN")
        elif verb == "AUTH":
            known = base64.b64decode(rest.split()[1]).split(b"\0")[2].decode()
            self.say("235 yes" if known == self.server.password else "535 no")
        elif verb == "DATA":
            self.say("354 go on")
            lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
            self.server.mails.append("\n".join(lines))
            self.say("250 kept")
        else:
            self.say("250 fine")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mailbox(password: str) -> Iterator[Mailbox]:
    with Mailbox(password) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
