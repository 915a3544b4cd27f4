"""Many people at once, each with a proven address, who all follow one conversation."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from alongside.discussions.models import Topic, TopicFollow
from alongside.people.models import Member, Role
from alongside.people.wordings.__init__ import story_version

AT_ONCE = 5000


@transaction.atomic
def people(number: int) -> int:
    """Makes so many members; says the id of the first."""
    first = (Member.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    ids = range(first, first + number)
    Member.objects.bulk_create(
        (
            Member(
                pk=pk, name=f"Person {pk}", name_key=f"person {pk}", role=Role.MEMBER,
                email=f"person-{pk}@example.org", password="!",
                story_consent=story_version(),
            )
            for pk in ids
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        (
            EmailAddress(user_id=pk, email=f"person-{pk}@example.org", verified=True, primary=True)
            for pk in ids
        ),
        batch_size=AT_ONCE,
    )
    return first


@transaction.atomic
def follow(topic_id: int, first: int, number: int) -> None:
    since = timezone.now()
    TopicFollow.objects.bulk_create(
        (
            TopicFollow(topic_id=topic_id, member_id=pk, since=since)
            for pk in range(first, first + number)
        ),
        batch_size=AT_ONCE,
    )
    Topic.objects.filter(pk=topic_id).update(follower_count=number + 1)
