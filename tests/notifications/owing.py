"""What tests of mail begin with: a notice that somebody is owed a mail for."""

from __future__ import annotations

from uuid import uuid4

from alongside.discussions.models import Post
from alongside.notifications.models import Delivery, Kind, MailList, Notice, Preference
from alongside.notifications.modes import LISTS
from tests.cast import Cast


def owe(
    cast: Cast, name: str, post: Post, kind: Kind = Kind.REPLY, *, digest: bool = False
) -> Delivery:
    """That person's mail about that post; a second one joins it, as it does in the community."""
    topic = None if digest else post.topic
    mail_list = MailList.DIGEST if digest else LISTS[kind]
    delivery, _ = Delivery.objects.get_or_create(
        member=cast.people[name], topic=topic, mail_list=mail_list,
        defaults={"message_id": uuid4().hex},
    )  # fmt: skip
    Notice.objects.create(
        member=cast.people[name], kind=kind, topic=post.topic, post=post, mail=delivery
    )
    return delivery


def prefer(cast: Cast, name: str, **chosen: object) -> Preference:
    return Preference.objects.update_or_create(member=cast.people[name], defaults=chosen)[0]
