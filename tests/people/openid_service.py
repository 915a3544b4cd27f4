"""A small OpenID Connect service, over real HTTP: everybody who comes is the person it is told.

For a browser it has a page of its own, where that person says yes or stops. To get there from the
community is to go to another site: it calls itself by a name, and the community is a number.
"""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "alongside", "a long random text"
PAGE = """<!doctype html><html lang="en"><title>Our charity</title>
<style>:focus{{outline:2px solid}}</style><h1>Are you this person?</h1>
<p><a href="{}">Go on</a></p><p><a href="{}">Stop</a></p>"""


@dataclass
class Service:
    """`person` is what it says of whoever comes; `codes` are those it gave out, with PKCE.

    `asks`: whether it shows its page first, or sends whoever comes straight back.
    """

    person: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    issuer: str = ""
    asks: bool = False

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> tuple[str, str]:
        """Where the browser goes back to: with a yes, and with a no."""
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked["code_challenge"]
        answers = ({"code": code}, {"error": "access_denied"})
        yes, no = (urlencode({**one, "state": asked["state"]}) for one in answers)
        return f"{asked['redirect_uri']}?{yes}", f"{asked['redirect_uri']}?{no}"

    def token(self, sent: dict[str, str]) -> dict[str, Any]:
        challenge = self.codes.pop(sent["code"])
        digest = sha256(sent["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == challenge
        assert (sent["client_id"], sent["client_secret"]) == (CLIENT, SECRET)
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": int(time.time()),
                  "exp": int(time.time()) + 60, "sub": self.person["sub"]}  # fmt: skip
        return {
            "access_token": "opens the person",
            "token_type": "Bearer",
            "id_token": jwt.encode(claims, "k" * 32, algorithm="HS256"),
        }


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                yes, no = service.authorize(asked)
                if service.asks:
                    self._send("text/html", PAGE.format(escape(yes), escape(no)))
                else:
                    self.send_response(302)
                    self.send_header("Location", yes)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
            elif parts.path == "/userinfo":
                assert self.headers["Authorization"] == "Bearer opens the person"
                self._say(service.person)
            elif parts.path == "/.well-known/openid-configuration":
                self._say(service.configuration())
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(service.token({name: one[0] for name, one in parse_qs(sent).items()}))

        def _say(self, told: dict[str, Any]) -> None:
            self._send("application/json", json.dumps(told))

        def _send(self, kind: str, text: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def running() -> Iterator[Service]:
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.issuer = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield service
    server.shutdown()
    server.server_close()
    thread.join()
