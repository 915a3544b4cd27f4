"""The WSGI application, whole: static files, bodies, the page cache, then Django."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from wsgiref.headers import Headers

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from django.utils.module_loading import import_string
from whitenoise import WhiteNoise

from alongside.config.env import SETTINGS
from alongside.config.production import refuse_unsafe
from alongside.kernel.body import BodyGate
from alongside.kernel.page_cache import PageCache

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# A name with a hash in it never stands for other content.
HASHED = r"\.[0-9a-f]{12}\."
HOUR = 3600


def _harden(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
refuse_unsafe(SETTINGS)

pages: WSGIApplication = get_wsgi_application()
if SETTINGS.page_cache_mib:
    # By name, because Django has to be set up before a room that has models can be imported.
    stamp = import_string("alongside.discussions.reads.cache_stamp")
    pages = PageCache(pages, stamp, SETTINGS.page_cache_mib)
application = WhiteNoise(
    BodyGate(pages, SETTINGS.threads, settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.LARGER_BODIES),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    immutable_file_test=HASHED,
    max_age=HOUR,
    allow_all_origins=False,
    add_headers_function=_harden,
)
# Every view is loaded now, not while the first reader waits.
_ = get_resolver().url_patterns
