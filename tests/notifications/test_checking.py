"""Asked again right before it goes: what a person may not see, or no longer wants, is not told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.discussions.actions import remove_post
from alongside.discussions.models import (
    ReadMark,
    SpaceFollow,
    SpaceMember,
    Topic,
    TopicFollow,
    TopicMute,
)
from alongside.notifications.models import (
    Delivery,
    DeliveryState,
    FollowChoice,
    Kind,
    Mode,
    Notice,
    StoppedAddress,
)
from alongside.notifications.sending.sender import Sender
from alongside.people.models import Block, Member, Mute
from tests.cast import Cast
from tests.notifications.owing import owe, prefer
from tests.notifications.postbox import Postbox

PARENT = "pat.rivers.hides@example.org"


def reply(cast: Cast) -> Delivery:
    ReadMark.objects.all().delete()
    return owe(cast, "parent", cast.posts["reply"])


def after(cast: Cast, change: Callable[[Cast], object]) -> Delivery:
    delivery = reply(cast)
    change(cast)
    return delivery


def gone(cast: Cast) -> None:
    remove_post(cast.viewer("ambassador"), cast.posts["reply"].pk)


def topic_gone(cast: Cast) -> None:
    Topic.objects.filter(pk=cast.topics["public"].pk).update(removed_at=timezone.now())


def read(cast: Cast) -> None:
    ReadMark.objects.create(
        topic=cast.topics["public"], member=cast.people["parent"], last_number=99
    )


def read_here(cast: Cast) -> None:
    Notice.objects.update(read_at=timezone.now())


def unfollowed(cast: Cast) -> None:
    TopicFollow.objects.filter(member=cast.people["parent"]).delete()


def muted(cast: Cast) -> None:
    TopicMute.objects.create(topic=cast.topics["public"], member=cast.people["parent"])


def person_muted(cast: Cast) -> None:
    Mute.objects.create(member=cast.people["parent"], other=cast.people["ambassador"])


def blocked_by(cast: Cast) -> None:
    pair = cast.people["ambassador"], cast.people["parent"]
    Block.objects.create(member=pair[0], other=pair[1])
    Member.objects.filter(pk__in=[one.pk for one in pair]).update(has_blocks=True)


def unsubscribed(cast: Cast) -> None:
    prefer(cast, "parent", reply_mail=Mode.NONE)


def topic_unsubscribed(cast: Cast) -> None:
    FollowChoice.objects.create(
        member=cast.people["parent"], topic=cast.topics["public"], mail=Mode.NONE
    )


def closed(cast: Cast) -> None:
    Member.objects.filter(pk=cast.people["parent"].pk).update(is_active=False)


def unproven(cast: Cast) -> None:
    cast.people["parent"].emailaddress_set.update(verified=False)


def stopped(cast: Cast) -> None:
    StoppedAddress.objects.create(email=PARENT, reason="bounced")


CHANGES = (
    gone, topic_gone, read, read_here, unfollowed, muted, person_muted, blocked_by, unsubscribed,
    topic_unsubscribed, closed, unproven, stopped,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changed_meanwhile_keeps_it_from_going(
    ledger: Cast, postbox: Postbox, change: Callable[[Cast], object]
) -> None:
    delivery = after(ledger, change)
    assert Sender().round() == 1
    delivery.refresh_from_db()
    assert (delivery.state, postbox.mails) == (DeliveryState.SUPPRESSED, [])
    assert delivery.reason


def test_what_of_a_mail_may_still_go_goes(ledger: Cast, postbox: Postbox) -> None:
    reply(ledger)
    owe(ledger, "parent", ledger.posts["edited"])
    gone(ledger)
    Sender().round()
    (mail,) = postbox.to(PARENT)
    assert "Amber replied." in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_quote_needs_no_follow(ledger: Cast, postbox: Postbox) -> None:
    ReadMark.objects.all().delete()
    owe(ledger, "parent", ledger.posts["reply"], Kind.QUOTE)
    unfollowed(ledger)
    unsubscribed(ledger)
    Sender().round()
    assert len(postbox.to(PARENT)) == 1


def test_an_edit_that_quotes_somebody_is_told_though_the_post_was_read(
    ledger: Cast, postbox: Postbox
) -> None:
    ReadMark.objects.all().delete()
    owe(ledger, "parent", ledger.posts["reply"], Kind.QUOTE)
    read(ledger)
    Sender().round()
    assert len(postbox.to(PARENT)) == 1


def test_news_of_a_space_goes_with_its_follow(ledger: Cast, postbox: Postbox) -> None:
    ReadMark.objects.all().delete()
    opening = ledger.topics["membership"].posts.get(number=1)
    SpaceFollow.objects.create(space=opening.topic.space, member=ledger.people["ambassador"])
    prefer(ledger, "ambassador", space_topic_mail=Mode.AT_ONCE)
    delivery = owe(ledger, "ambassador", opening, Kind.SPACE_TOPIC)
    SpaceMember.objects.filter(member=ledger.people["ambassador"]).delete()
    Sender().round()
    delivery.refresh_from_db()
    assert (delivery.state, postbox.mails) == (DeliveryState.SUPPRESSED, [])


def test_quiet_hours_set_meanwhile_are_kept(ledger: Cast, postbox: Postbox) -> None:
    delivery = reply(ledger)
    hour = timezone.now().astimezone(ledger.viewer("parent").zone).hour
    prefer(ledger, "parent", quiet_from=hour, quiet_until=(hour + 2) % 24)
    Sender().round()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, postbox.mails) == (DeliveryState.PENDING, 0, [])
    assert timedelta(0) < delivery.next_at - timezone.now() <= timedelta(hours=2)


def test_quiet_hours_with_another_mail_gathering_lose_neither(
    ledger: Cast, postbox: Postbox
) -> None:
    delivery = reply(ledger)
    Delivery.objects.update(state=DeliveryState.FAILED)
    owe(ledger, "parent", ledger.posts["edited"])
    Delivery.objects.exclude(pk=delivery.pk).delete()
    Delivery.objects.create(
        member=ledger.people["parent"], topic=delivery.topic, mail_list="replies", message_id="two",
        next_at=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    hour = timezone.now().astimezone(ledger.viewer("parent").zone).hour
    prefer(ledger, "parent", quiet_from=hour, quiet_until=(hour + 2) % 24)
    Sender().round()
    delivery.refresh_from_db()
    assert (delivery.state, postbox.mails) == (DeliveryState.FAILED, [])
    assert delivery.next_at > timezone.now()
