"""Where a push may go: to push services out on the internet, and never into our own network.

The address comes from a browser, so from anybody. It is looked at when it is given, and once more
when the name has become a number, right before the connection.
"""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 500
# Addresses that hold another, which may be one of ours: NAT64 and 6to4.
WRAPPED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("2002::/16"))
HTTPS = 443


def may_push_to(endpoint: str) -> bool:
    """Whether that is an HTTPS address without tricks. A test may let in this machine."""
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable():
        return False
    if settings.PUSH_TO_THIS_MACHINE and host == "127.0.0.1":
        return True
    plain = parts.scheme == "https" and port in (None, HTTPS) and "@" not in parts.netloc
    return plain and _names_something_public(host)


def is_public(number: str) -> bool:
    """Whether that IP address is one of the internet's, and not of our own network."""
    if settings.PUSH_TO_THIS_MACHINE and number == "127.0.0.1":
        return True
    address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if any(address in network for network in WRAPPED):
            return False
    return address.is_global and not address.is_multicast


def _names_something_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:
        # A name. What it stands for is looked at when it is asked for.
        return "." in host.strip(".") and not host.rstrip(".").endswith((".local", ".internal"))
