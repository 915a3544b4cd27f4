"""Pages go out compressed to whoever can read that, and whole to everybody else."""

from __future__ import annotations

import gzip

from tests.cast import Cast

KIB = 1024


def test_a_page_is_the_same_either_way(cast: Cast) -> None:
    client = cast.client("stranger")
    address = f"/t/{cast.topics['public'].pk}"
    whole = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "br, gzip"})
    assert "Content-Encoding" not in whole.headers
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content)
    assert gzip.decompress(packed.content) == whole.content
    assert "Accept-Encoding" in whole["Vary"]
    assert "Cookie" in packed["Vary"]


def test_what_is_small_stays_as_it_is(cast: Cast) -> None:
    answer = cast.client("stranger").get("/alive", headers={"accept-encoding": "gzip"})
    assert answer.content == b"ok\n"
