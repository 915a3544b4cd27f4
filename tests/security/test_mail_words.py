"""No mail holds a word that is not for its reader, and none holds a story without their leave."""

from __future__ import annotations

import re
from email.message import EmailMessage

import pytest
from pytest_django import Settings

from alongside.discussions.models import Post, ReadMark
from alongside.notifications.models import (
    Delivery,
    Kind,
    MailList,
    Notice,
    Preference,
    StoppedAddress,
)
from alongside.notifications.sending.sender import Sender
from tests.cast import PEOPLE
from tests.notifications.postbox import Postbox, listening
from tests.security.world import World


def owe_everything(world: World, name: str) -> None:
    """This person is told of every post there is, one by one and in a digest."""
    member = world.cast.people[name]
    for row in (ReadMark, Notice, Delivery, StoppedAddress):
        row.objects.all().delete()  # type: ignore[attr-defined]
    for post in Post.objects.select_related("topic").exclude(author=member):
        mail, _ = Delivery.objects.get_or_create(
            member=member, topic=post.topic, mail_list=MailList.QUOTES,
            defaults={"message_id": f"{name}-{post.topic_id}"},
        )  # fmt: skip
        # A quote is told of without a follow.
        Notice.objects.create(
            member=member, post=post, topic=post.topic, kind=Kind.QUOTE, mail=mail
        )


def heard(postbox: Postbox, world: World) -> set[str]:
    while Sender().round():
        pass
    words = re.compile("|".join(map(re.escape, world.planted)))
    return {word for mail in postbox.mails for word in words.findall(whole(mail))}


def whole(mail: EmailMessage) -> str:
    parts = [str(part.get_content()) for part in mail.walk() if not part.is_multipart()]
    heads = [f"{name}: {value}" for name, value in mail.items() if name != "To"]
    return "\n".join([*heads, *parts])


@pytest.mark.parametrize("name", PEOPLE)
def test_without_leave_a_mail_holds_no_word_of_anybody(
    world: World, settings: Settings, name: str
) -> None:
    owe_everything(world, name)
    with listening(settings) as postbox:
        assert heard(postbox, world) == set()
    assert bool(postbox.mails) == (name != "blocked")


@pytest.mark.parametrize("name", PEOPLE)
def test_with_leave_it_holds_what_its_reader_may_read(
    world: World, settings: Settings, name: str
) -> None:
    Preference.objects.create(member=world.cast.people[name], stories_in_mail=True)
    owe_everything(world, name)
    with listening(settings) as postbox:
        found = heard(postbox, world)
    assert [what for word, what in world.kept_from(name).items() if word in found] == []
    assert bool(found) == (name != "blocked")
