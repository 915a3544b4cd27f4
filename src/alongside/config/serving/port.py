"""Whether the address can be had. The web server itself would share it with another one."""

from __future__ import annotations

import errno
import socket

REASONS = {
    errno.EADDRINUSE: "Port {port} is in use. Choose another with --port or PORT.",
    errno.EACCES: "Port {port} needs more rights. Choose one from 1024 up, and a proxy in front.",
    errno.EADDRNOTAVAIL: "This machine has no address {host}. Try --host 127.0.0.1.",
}


def why_not(host: str, port: int) -> str:
    """One line for people, or nothing when the address is free."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # Without this, a port that was in use a minute ago counts as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror:
        return f"There is no address called {host}."
    except OSError as error:
        reason = REASONS.get(error.errno or 0, "Cannot listen on {host}:{port}: " + str(error))
        return reason.format(host=host, port=port)
    return ""
