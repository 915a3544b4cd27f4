"""Each line of a profile has an audience of its own: the whole cast, every line, every audience."""

from __future__ import annotations

from itertools import product

import pytest
from django.test import Client

from alongside.discussions import reads as discussions
from alongside.people.models import Audience, Member
from alongside.people.reads import person_line
from alongside.people.rules.profiles import Line, lines_seen_by, may_see_line
from tests.cast import EVERYONE, STAFF, Cast

SAID = {Line.CONNECTION: "survivor", Line.ABOUT: "Two cats", Line.PLACE: "Leeds"}
SAID |= {Line.ZONE: "Europe/London"}
SHOWN = {Line.CONNECTION: "Survivor", Line.ZONE: "London (Europe)"}
EVERY = list(product(Line, Audience.values))
NOBODY_SIGNED_IN = ("stranger", "blocked")


def readers(audience: str) -> set[str]:
    """Written down by hand: who of the cast sees a line of the ambassador."""
    return {
        "everyone": set(EVERYONE),
        "members": set(EVERYONE) - set(NOBODY_SIGNED_IN),
        "staff": {"ambassador", *STAFF},
        "me": {"ambassador"},
    }[audience]


def say(member: Member, line: Line, audience: str, **more: object) -> Member:
    Member.objects.filter(pk=member.pk).update(
        **{line.value: SAID[line], f"{line}_audience": audience}, **more
    )
    member.refresh_from_db()
    return member


@pytest.mark.parametrize(("line", "audience"), EVERY, ids=str)
def test_a_line_is_seen_by_its_audience_and_nobody_else(
    cast: Cast, line: Line, audience: str
) -> None:
    member = say(cast.people["ambassador"], line, audience)
    for name in EVERYONE:
        viewer, seen = cast.viewer(name), name in readers(audience)
        assert bool(may_see_line(viewer, member, line)) == seen, name
        assert lines_seen_by(viewer, line).filter(pk=member.pk).exists() == seen, name
        person = person_line(viewer, member.pk)
        assert person is not None
        words = {one.words for one in person.lines if one.name == line}
        assert words == ({SHOWN.get(line, SAID[line])} if seen else set()), name


@pytest.mark.parametrize("audience", Audience.values)
def test_the_connection_stands_beside_a_name_where_its_audience_reads(
    cast: Cast, audience: str
) -> None:
    """A post is printed once for all members and once for all others, so that no narrower
    audience ever reaches it."""
    say(cast.people["ambassador"], Line.CONNECTION, audience)
    for name in EVERYONE:
        page = cast.client(name).get(f"/t/{cast.topics['public'].pk}").content.decode()
        seen = name in readers(audience) and audience in ("everyone", "members")
        assert ("Survivor" in page) == seen, name


@pytest.mark.parametrize("change", [{"connection": "other"}, {"is_active": False}])
def test_what_says_nothing_or_is_for_staff_does_not_stand_beside_a_name(
    cast: Cast, change: dict[str, object]
) -> None:
    member = say(cast.people["ambassador"], Line.CONNECTION, "everyone")
    Member.objects.filter(pk=member.pk).update(**change)
    page = discussions.topic_page(cast.viewer("parent"), cast.topics["public"].pk)
    assert page is not None
    assert {post.author.connection for post in page.posts} == {""}


def test_what_somebody_says_who_may_not_sign_in_is_for_staff_at_most(cast: Cast) -> None:
    for audience in Audience.values:
        member = say(cast.people["ambassador"], Line.PLACE, audience, is_active=False)
        seen = {name for name in EVERYONE if may_see_line(cast.viewer(name), member, Line.PLACE)}
        assert seen - {"ambassador"} == (set() if audience == "me" else set(STAFF))


@pytest.mark.parametrize("audience", ["everyone", "members", "staff"])
def test_i_see_my_page_as_others_do(cast: Cast, audience: str) -> None:
    me, client = cast.people["ambassador"], cast.client("ambassador")
    for line, whose in zip(Line, Audience.values, strict=True):
        say(me, line, whose)
    page = client.get(f"/m/{me.pk}?as={audience}").content.decode()
    outsider = {"everyone": "stranger", "members": "outsider", "staff": "moderator"}[audience]
    theirs = cast.client(outsider).get(f"/m/{me.pk}").content.decode()
    for line, said in SAID.items():
        word = SHOWN.get(line, said)
        assert (word in page) == (word in theirs), line
    assert "This is your page as" in page
    assert "Change my profile" not in page


def test_nobody_else_sees_with_other_eyes(cast: Cast) -> None:
    say(cast.people["ambassador"], Line.PLACE, "staff")
    address = f"/m/{cast.people['ambassador'].pk}"
    for name in ("outsider", "stranger"):
        client = cast.client(name)
        assert "Leeds" not in client.get(f"{address}?as=staff").content.decode()
    assert client.get(f"{address}?as=nonsense").status_code == 200


def test_a_preview_shows_nothing_i_may_not_see_any_more(cast: Cast) -> None:
    """Staff read a space I was taken off; looking as staff must not open it again."""
    parent, space = cast.people["parent"], cast.spaces["membership"]
    client: Client = cast.client("parent")
    assert space.name in client.get(f"/m/{parent.pk}?as=staff").content.decode()
    space.memberships.filter(member=parent).delete()
    assert space.name not in client.get(f"/m/{parent.pk}?as=staff").content.decode()
