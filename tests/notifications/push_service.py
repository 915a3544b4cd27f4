"""A push service on this machine: it does what a browser's maker does, down to the encryption."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02


def text_of(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Phone:
    """A browser with its keys. `answers` are the statuses its push service gives, then 201."""

    name: str
    answers: list[int] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)

    @property
    def p256dh(self) -> str:
        public = self.key.public_key()
        return text_of(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    @property
    def auth(self) -> str:
        return text_of(self.secret)

    def read(self) -> list[dict[str, Any]]:
        """What it would show, decrypted with its own key (RFC 8291)."""
        return [
            json.loads(
                http_ece.decrypt(
                    one.body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
                )
            )
            for one in self.received
        ]

    def forms(self, service: PushService) -> dict[str, str]:
        return {
            "endpoint": service.endpoint(self), "p256dh": self.p256dh, "auth": self.auth,
        }  # fmt: skip


class PushService:
    def __init__(self) -> None:
        self.phones: dict[str, Phone] = {}
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.take(self)

            do_GET = do_POST

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def phone(self, name: str = "phone", *answers: int) -> Phone:
        self.phones[name] = Phone(name, list(answers))
        return self.phones[name]

    def endpoint(self, phone: Phone) -> str:
        return f"{self.address}/{phone.name}"

    def take(self, request: BaseHTTPRequestHandler) -> None:
        length = int(request.headers.get("Content-Length", "0"))
        body = request.rfile.read(length)
        phone = self.phones[request.path.strip("/")]
        status = phone.answers.pop(0) if phone.answers else 201
        if status < 300:
            phone.received.append(
                Received(
                    request.path,
                    {name.lower(): told for name, told in request.headers.items()},
                    body,
                )
            )
        request.send_response(status)
        if status in (301, 307):
            request.send_header("Location", f"{self.address}/elsewhere")
        if status == 429:
            request.send_header("Retry-After", "90")
        request.send_header("Content-Length", "0")
        request.end_headers()


def signed_by(authorization: str) -> dict[str, Any]:
    """The claims of the header, whose signature fits the key beside them (RFC 8292)."""
    assert Vapid02.verify(authorization)
    token = authorization.partition("t=")[2].partition(",")[0]
    claims = token.split(".")[1]
    told: dict[str, Any] = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    return told


@contextlib.contextmanager
def push_service() -> Iterator[PushService]:
    service = PushService()
    thread = threading.Thread(target=service.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
