"""What makes the site something to keep on a phone: its manifest, its icon by the old address, the
service worker, and the two pages that it keeps for when the network is away.

Those two pages are kept on phones that several people may use, so they are made for nobody: they
hold help numbers and an empty form, and nothing of whoever was signed in.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from alongside import __version__
from alongside.discussions.models.posts import BODY_MAX
from alongside.discussions.models.topics import TITLE_MAX
from alongside.home.reads import offline_numbers
from alongside.kernel.pages import page
from alongside.kernel.templating import url
from alongside.people.viewer import PersonRequest

# Of tokens.css: --surface and --paper of the light scheme.
SURFACE, PAPER = "#ffffff", "#faf8f4"
SHORT_NAME = 12
A_DAY = 86400
ICONS = (("icon", "any"), ("maskable", "maskable"))
SIZES = (192, 512)
# What the two offline pages are made of. Icons of the manifest are the system's to keep.
KEPT = (
    "tokens.css", "alongside.css", "fonts/atkinson-next-latin.woff2", "favicon.svg",
    "zone.js", "installed.js", "kept-words.js", "write-later.js",
)  # fmt: skip
# All it does is in offline.js.
WORKER = "self.alongside={};\nimportScripts({});\n"


@require_safe
def manifest(request: PersonRequest) -> HttpResponse:
    name = str(settings.ALONGSIDE.community_name)
    told = {
        "id": "/",
        "name": name,
        "short_name": short_name(name),
        "description": "People who have been there, helping each other.",
        "lang": "en",
        "dir": "ltr",
        "start_url": url("home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": SURFACE,
        "background_color": PAPER,
        "categories": ["health", "social"],
        "icons": _icons(),
        "shortcuts": [
            {"name": "Ask or share", "url": url("ask")},
            {"name": "Need help now?", "url": url("help")},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def short_name(name: str) -> str:
    """What fits under an icon: the whole name, or as many of its first words as do."""
    if len(name) <= SHORT_NAME:
        return name
    words = name.split()
    kept = [words[0][:SHORT_NAME]]
    for word in words[1:]:
        if len(" ".join([*kept, word])) > SHORT_NAME:
            break
        kept.append(word)
    return " ".join(kept)


def _icons() -> list[dict[str, str]]:
    return [
        {
            "src": static(f"alongside/icons/{picture}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for picture, purpose in ICONS
        for size in SIZES
    ] + [{"src": static("alongside/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}]


@require_safe
def favicon(request: PersonRequest) -> HttpResponse:
    """Asked for by what does not read pages: feed readers, chat previews, bookmarks."""
    answer = HttpResponse(_favicon(), content_type="image/vnd.microsoft.icon")
    answer["Cache-Control"] = f"private, max-age={A_DAY}"
    return answer


@lru_cache(maxsize=1)
def _favicon() -> bytes:
    return Path(str(find("alongside/icons/favicon.ico"))).read_bytes()


@require_safe
def service_worker(request: PersonRequest) -> HttpResponse:
    """At the root, so that it may answer for every page. A new file of ours is a new worker."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@lru_cache(maxsize=1)
def _worker() -> str:
    files = [static(f"alongside/{name}") for name in KEPT]
    scripts = [static(f"alongside/{name}") for name in ("kept-words.js", "offline.js")]
    told: dict[str, object] = {
        "files": files,
        "offline": url("offline"),
        "write": url("offline_write"),
        "iconOf": static("alongside/icons/icon-192.png"),
        "badge": static("alongside/icons/badge-96.png"),
    }
    name = str(settings.ALONGSIDE.community_name)
    content = json.dumps([told, scripts, __version__, name], sort_keys=True)
    told["version"] = hashlib.sha256(content.encode()).hexdigest()[:12]
    return WORKER.format(json.dumps(told), ", ".join(map(json.dumps, scripts)))


@require_safe
def offline(request: PersonRequest) -> HttpResponse:
    """Numbers of every country, the reader's own first: whoever is abroad needs them too."""
    own, others = offline_numbers(request.viewer)
    return page(request, "home/offline.html", own=own, others=others)


@require_safe
def offline_write(request: PersonRequest) -> HttpResponse:
    return page(request, "home/offline_write.html", title_max=TITLE_MAX, body_max=BODY_MAX)
