"""The Jinja2 environment every page is made with, and the words each template can use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from django.utils.module_loading import import_string
from markupsafe import Markup

from alongside.kernel import clock
from alongside.kernel.icons import icon, icon_sheet


def environment(**options: Any) -> jinja2.Environment:
    """Made once by Django's Jinja2 backend. An undefined name in a template is an error."""
    env = jinja2.Environment(  # noqa: S701 - autoescape is set by the backend's own options
        **{**options, "undefined": jinja2.StrictUndefined, "auto_reload": False},
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        url=url,
        static=lru_cache(maxsize=256)(static),
        icon=icon,
        icon_sheet=icon_sheet,
        count=clock.count,
        span=clock.span,
        community=Community(),
        stamp=stamp,
        age=clock.ago,
        **{name: import_string(path) for name, path in settings.TEMPLATE_WORDS.items()},
    )
    env.filters["initials"] = initials
    return env


def template(name: str) -> jinja2.Template:
    """The template of that name, from the environment that Django's backend made."""
    env: jinja2.Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return env.get_template(name)


def part(name: str, **context: Any) -> Markup:
    """A piece of a page that depends on nothing but what is given, so that it can be kept."""
    return Markup(template(name).render(context))  # noqa: S704 - a template of ours


class Community:
    """What the operator called this place."""

    @property
    def name(self) -> str:
        return str(settings.ALONGSIDE.community_name)

    @property
    def demo(self) -> bool:
        return bool(settings.ALONGSIDE.mode == "demo")

    @property
    def outside(self) -> str:
        """The service that people may sign in with besides, or an empty text."""
        return str(settings.ALONGSIDE.oidc_name)

    @property
    def mail_shown(self) -> bool:
        return bool(settings.MAIL_SHOWN)


def request_words(request: HttpRequest) -> dict[str, Any]:
    """What depends on who is looking: a context processor, also for pages made by allauth."""
    viewer = request.viewer  # type: ignore[attr-defined]
    zone = viewer.zone
    return {
        "request": request,
        "viewer": viewer,
        "csrf": _Token(request),
        "frame": partial(
            _frame,
            viewer.id,
            viewer.role,
            min(viewer.unread_notices, MOST_COUNTED),
            min(viewer.unread_messages, MOST_COUNTED),
            _here(request.path),
        ),
        "messages": partial(get_messages, request),
        "when": _in_zone(clock.when, zone),
        "day": _in_zone(clock.day, zone),
        "clock": _in_zone(clock.clock_time, zone),
        "ago": lambda at: clock.ago(at, datetime.now(UTC), zone),
    }


def _in_zone(show: Callable[..., str], zone: ZoneInfo) -> Callable[..., str]:
    return lambda at: show(at, zone)


@lru_cache(maxsize=4096)
def stamp(zone: ZoneInfo, at: datetime) -> Markup:
    """A `<time>` that says when in the reader's zone; a script may put it in the browser's."""
    said = clock.when(at, zone)
    return Markup(f'<time datetime="{at.isoformat()}" data-when>{said}</time>')  # noqa: S704


# What the navigation in kernel/_top.html marks.
MARKED = frozenset({"/conversations", "/spaces", "/following", "/notices", "/messages", "/ask"})
# Shown as "99+" from there on.
MOST_COUNTED = 100
CSRF_FIELD = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')


def _here(path: str) -> str:
    """The path, where the top of the page marks it as the one the reader is on."""
    return path if path in MARKED else ""


@lru_cache(maxsize=2048)
def _frame(  # noqa: PLR0917 - one key of what is kept
    reader: int | None, role: str, notices: int, private: int, here: str, name: str
) -> Markup:
    """A part of the frame of every page, kept for each reader: it depends on nothing else."""
    return part(name, reader=reader, role=role, notices=notices, private=private, here=here)


class _Token:
    """The form's secret, made once a page and only for a page that has a form."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.field: Markup | None = None

    def __call__(self) -> Markup:
        if self.field is None:
            token = get_token(self.request)
            self.field = CSRF_FIELD.format(token)
        return self.field


@lru_cache(maxsize=4096)
def url(name: str, *args: Any) -> str:
    """Django's `reverse`, remembered: a page of 20 posts has a hundred addresses."""
    return reverse(name, args=args)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Two letters for a picture: capitals where a name has them (`TSJ2019` is TS)."""
    words = name.replace("_", " ").replace("-", " ").split()
    # A number behind a name is not a part of it: "Quiet Willow 4127" is QW.
    words = [word for word in words if not word.isdigit()] or words
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    capitals = [ch for ch in name if ch.isupper()]
    return ("".join(capitals[:2]) if len(capitals) > 1 else name[:2]).upper()
