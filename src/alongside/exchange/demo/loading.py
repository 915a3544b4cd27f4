"""Bringing the sample community in: one transaction, and nothing where it is here already."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.discussions.models import Post, Space
from alongside.exchange.actions import import_page
from alongside.exchange.counts import recount_members, recount_spaces
from alongside.exchange.demo import files
from alongside.exchange.demo.conversations import Told, save, tell
from alongside.exchange.demo.hidden import hide_words
from alongside.exchange.demo.marks import followers, leave_marks
from alongside.exchange.demo.notices import leave_notices
from alongside.exchange.demo.people import make_people
from alongside.exchange.demo.places import let_in, make_places
from alongside.exchange.demo.private import write_private
from alongside.exchange.demo.shapes import DemoReport, demo_is_loaded, sample_rows
from alongside.exchange.demo.signs import leave_signs
from alongside.exchange.demo.words import propose_word
from alongside.exchange.page import read_page
from alongside.kernel.verdicts import YES, Verdict, demand
from alongside.people.models import Member

REAL_PAGE_SPACE = "pediatric-stroke"
REAL_PAGE_ZONE = ZoneInfo("America/New_York")
IN_PRODUCTION = Verdict(
    allowed=False,
    reason=(
        "This community is in production mode. The sample people have a password that everybody "
        "knows, so they stay out of it. To try the demo, set ALONGSIDE_MODE=demo and use another "
        "data folder."
    ),
)


def may_load_demo() -> Verdict:
    return IN_PRODUCTION if settings.ALONGSIDE.mode == "production" else YES


def load_demo(say: Callable[[str], None]) -> DemoReport:
    """Bring the sample community in. Doing it again changes nothing.

    Args:
        say: is told a line of progress at each step.

    Raises:
        Refused: in production, with the reason.
    """
    demand(may_load_demo())
    with transaction.atomic():
        if demo_is_loaded():
            say("The sample community is already here.")
            return DemoReport()
        _load(say, timezone.now())
        return sample_rows()


def _load(say: Callable[[str], None], now: datetime) -> None:
    sections = files.sections()
    spaces = make_places(sections)
    say(f"Sample spaces: {len(spaces)}")
    rows = {slug: files.conversations(slug) for slug in spaces}
    cast = make_people(files.people(), [one for told in rows.values() for one in told], now)
    let_in(sections, spaces, cast)
    say(f"Sample people: {len(cast)}")
    import_page(read_page(files.REAL_PAGE, REAL_PAGE_ZONE), REAL_PAGE_SPACE, sample=True)
    told = [tell(one, spaces[slug], cast, now) for slug, told in rows.items() for one in told]
    _save(told, spaces, cast, now)
    say(f"Sample conversations: {len(told) + 1}")
    propose_word(cast)
    say(f"Sample private messages: {write_private(files.threads(), cast, now)} threads")


def _save(
    told: list[Told], spaces: dict[str, Space], cast: dict[str, Member], now: datetime
) -> None:
    for one in told:
        one.topic.follower_count = len(followers(one))
    save(told)
    hide_words(now)
    leave_marks(told, spaces, cast, now)
    leave_notices(told, cast)
    leave_signs(told)
    recount_members(Member.objects.filter(sample=True), Post.objects.all())
    recount_spaces(Space.objects.filter(pk__in=[space.pk for space in spaces.values()]))
