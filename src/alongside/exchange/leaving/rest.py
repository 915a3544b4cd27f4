"""What is left of a person beside their words: marks, addresses, events. All of it goes.

What belongs to their row (sessions, drafts, marks, notices, blocks, ways to sign in) goes with it.
Here is what would stay behind, because it names them by an address or by a number in a list.
"""

from __future__ import annotations

from django.db.models import Q

from alongside.exchange.counts import take_marks_away
from alongside.notifications.models import Delivery, InboundMail, StoppedAddress
from alongside.people.models import Invitation, Member
from alongside.work.models import Event

# What an event calls a person. A test knows every field of every event.
PEOPLE = ("member_id", "author_id", "other_id", "into_id", "by_id", "reporter_id")


def forget_the_rest(member: Member) -> None:
    take_marks_away(Q(member=member))
    _forget_events(member.pk)
    _forget_addresses(member)


def _forget_events(member_id: int) -> None:
    """A list of who posted what would say which names in two conversations are one person's."""
    named = Q()
    for key in PEOPLE:
        named |= Q(**{f"payload__{key}": member_id})
    Event.objects.filter(named).delete()


def _forget_addresses(member: Member) -> None:
    addresses = {member.email, *member.emailaddress_set.values_list("email", flat=True)} - {None}
    for address in addresses:
        Delivery.objects.filter(email__iexact=address).delete()
        StoppedAddress.objects.filter(email__iexact=address).delete()
        Invitation.objects.filter(email__iexact=address).delete()
        InboundMail.objects.filter(sender__iexact=address).delete()
