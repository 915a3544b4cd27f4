"""The sample community: about 40 conversations that make every page look lived in.

Each row it brings is marked `sample`, so that all of it can be taken away again without touching
what real people wrote.
"""

from alongside.exchange.demo.loading import load_demo
from alongside.exchange.demo.removal import remove_demo
from alongside.exchange.demo.shapes import (
    DEMO_PASSWORD,
    DemoReport,
    SignIn,
    demo_is_loaded,
    demo_sign_ins,
)

__all__ = [
    "DEMO_PASSWORD",
    "DemoReport",
    "SignIn",
    "demo_is_loaded",
    "demo_sign_ins",
    "load_demo",
    "remove_demo",
]
