"""A file with one's data holds one's own words, and titles one may read: nothing else at all."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from alongside.discussions.models import Draft, Post, PostRevision, Space, Topic
from alongside.discussions.reads.authors import authors_of
from alongside.exchange.taking.archive import write_archive
from alongside.exchange.taking.shapes import Owner
from alongside.messaging.models import Message, MessageReport
from alongside.people.models import Member
from tests.cast import PEOPLE, STAFF
from tests.security.world import SPACE_READERS, World


def archive_of(member: Member) -> str:
    file = BytesIO()
    write_archive(Owner(member), file, lambda _: None)
    with ZipFile(file) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def own_words(member: Member) -> str:
    authors = authors_of(member.pk)
    texts = [member.name, member.about, member.email or ""]
    for model, column in ((Post, "source"), (Topic, "title"), (Message, "source")):
        texts += model.objects.filter(author__in=authors).values_list(column, flat=True)
    texts += MessageReport.objects.filter(reporter=member).values_list("reason", flat=True)
    earlier = PostRevision.objects.filter(post__author__in=authors)
    for column in ("source", "title"):
        texts += earlier.values_list(column, flat=True)
    for column in ("title", "body"):
        texts += Draft.objects.filter(member=member).values_list(column, flat=True)
    return "\n".join(texts)


def open_names(name: str) -> str:
    """Titles that others gave, and names of spaces, where this person may read them."""
    spaces = [one for one in Space.objects.all() if name in SPACE_READERS[one.access]]
    topics = Topic.objects.filter(space__in=spaces)
    standing = topics if name in STAFF else topics.filter(removed_at=None)
    said = [*standing.values_list("title", flat=True)]
    return "\n".join([*said, *(f"{space.name} {space.slug}" for space in spaces)])


@pytest.mark.parametrize("name", PEOPLE)
def test_an_export_holds_ones_own_words_alone(world: World, name: str) -> None:
    member = world.cast.people[name]
    told, allowed = archive_of(member), own_words(member) + open_names(name)
    leaked = {
        what for word, (what, _) in world.planted.items() if word in told and word not in allowed
    }
    assert leaked == set()
    # And what they wrote is really there.
    standing = "\n".join(Post.objects.filter(author=member).values_list("source", flat=True))
    assert [word for word in world.planted if word in standing and word not in told] == []
