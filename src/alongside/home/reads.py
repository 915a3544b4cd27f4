"""The front page and the help page."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.discussions import reads as discussions
from alongside.discussions.reads.shapes import SectionLine, TopicLine
from alongside.home import countries
from alongside.home.models import HelpKind, HelpNumber
from alongside.kernel.verdicts import Verdict
from alongside.messaging.reads import may_write_on_page
from alongside.people.models import Audience
from alongside.people.reads import Person, person_line
from alongside.people.viewer import Viewer
from alongside.people.viewers import onlooker

FRONT_LIST = 6
MEMBER_TOPICS = 20
SEEN_AS = (Audience.EVERYONE.value, Audience.MEMBERS.value, Audience.STAFF.value)


@dataclass(frozen=True, slots=True)
class FrontPage:
    sections: tuple[SectionLine, ...]
    newest: tuple[TopicLine, ...]
    waiting: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class HelpCountry:
    """One country's numbers, most urgent first; none where we know none."""

    code: str
    name: str
    numbers: tuple[HelpNumber, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`countries` are the ones to choose from, as (code, name)."""

    country: HelpCountry
    countries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MemberPage:
    """`seen_as`: the audience through whose eyes somebody looks at their own page, or empty.
    `may_write`: a private message; None where there is no question of it.
    """

    person: Person
    topics: tuple[TopicLine, ...]
    mine: bool
    seen_as: str
    may_write: Verdict | None


def front_page(viewer: Viewer) -> FrontPage:
    return FrontPage(
        discussions.section_lines(viewer),
        discussions.newest(viewer, FRONT_LIST),
        discussions.newest(viewer, FRONT_LIST, unanswered=True),
    )


def help_page(viewer: Viewer, asked: str) -> HelpPage:
    """The numbers of the country asked for, or of the reader's own."""
    numbers = tuple(HelpNumber.objects.all())
    known = frozenset(number.country for number in numbers)
    code = asked.upper() if asked.upper() in known else viewer.country
    choice = sorted((countries.name(one), one) for one in known)
    return HelpPage(_country(code, numbers), tuple((one, label) for label, one in choice))


def help_numbers(code: str) -> HelpCountry:
    """The numbers that fit a country."""
    return _country(code, tuple(HelpNumber.objects.all()))


def offline_numbers(viewer: Viewer) -> tuple[HelpCountry, tuple[HelpCountry, ...]]:
    """The numbers of the reader's own country, and those of every other by its name."""
    numbers = tuple(HelpNumber.objects.all())
    own = _country(viewer.country, numbers)
    others = {number.country for number in numbers} - {own.code}
    return own, tuple(_country(code, numbers) for code in sorted(others, key=countries.name))


def _country(code: str, numbers: tuple[HelpNumber, ...]) -> HelpCountry:
    shown = countries.fitting(code, frozenset(number.country for number in numbers))
    order = [kind.value for kind in HelpKind]
    here = [number for number in numbers if number.country in shown]
    here.sort(key=lambda number: order.index(number.kind))
    home = shown[0] if shown else code
    return HelpCountry(home, countries.name(home), tuple(here))


def member_page(viewer: Viewer, member_id: int, seen_as: str = "") -> MemberPage | None:
    """Somebody's page. `seen_as` is for one's own; on the page of anyone else it means nothing."""
    mine = viewer.id == member_id
    if not mine or seen_as not in SEEN_AS:
        seen_as = ""
    eyes = onlooker(viewer, seen_as) if seen_as else viewer
    person = person_line(viewer, member_id, eyes)
    if person is None:
        return None
    topics = discussions.member_topics(viewer, member_id, MEMBER_TOPICS)
    if seen_as:
        # Of what is still one's own to see, so that a preview shows nothing new.
        theirs = {topic.id for topic in discussions.member_topics(eyes, member_id, MEMBER_TOPICS)}
        topics = tuple(
            topic._replace(mark=None, followed=False) for topic in topics if topic.id in theirs
        )
    may_write = may_write_on_page(viewer, member_id)
    return MemberPage(person, topics, mine and not seen_as, seen_as, may_write)
