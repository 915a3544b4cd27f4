"""Their account: who they are here, what they agreed to, how they sign in, what we sent them."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from alongside.exchange.taking.shapes import A_BATCH, Owner, Row, Section, moment
from alongside.notifications.models import (
    Delivery,
    FollowChoice,
    Kind,
    MailList,
    Notice,
    Preference,
    PushAddress,
)
from alongside.people.models import Consent, Invitation, Session
from alongside.people.wordings import story_wording

LINES = (
    "name", "email", "role", "connection", "about", "place", "zone", "country",
    "connection_audience", "about_audience", "place_audience", "zone_audience", "imported_from",
)  # fmt: skip


def profile(owner: Owner) -> Iterator[Row]:
    member = owner.member
    lines = {name: getattr(member, name) or None for name in LINES}
    yield {
        "what": "My profile", **lines, "joined_at": moment(member.joined_at),
        "signed_in_at": moment(member.last_login), "posts": member.post_count,
    }  # fmt: skip
    for address in EmailAddress.objects.filter(user=member).order_by("pk"):
        yield {"what": "An address of mine", "email": address.email, "proven": address.verified}


def consents(owner: Owner) -> Iterator[Row]:
    for one in Consent.objects.filter(member=owner.member).order_by("pk"):
        wording = story_wording(one.version)
        yield {
            "sentence": wording.sentence, "version": one.version,
            "given_at": moment(one.given_at), "ended_at": moment(one.withdrawn_at),
        }  # fmt: skip


def sessions(owner: Owner) -> Iterator[Row]:
    for one in Session.objects.filter(member=owner.member).order_by("began_at"):
        yield {
            "device": one.device or "A device we cannot name", "began_at": moment(one.began_at),
            "ends_at": moment(one.expire_date),
        }  # fmt: skip


def ways(owner: Owner) -> Iterator[Row]:
    """How they sign in; never what it is done with."""
    if owner.member.has_usable_password():
        yield {"way": "A password"}
    for one in Authenticator.objects.filter(user=owner.member).order_by("pk"):
        name = (one.data or {}).get("name") or None
        yield {"way": one.get_type_display(), "name": name, "since": moment(one.created_at)}
    for account in SocialAccount.objects.filter(user=owner.member).order_by("pk"):
        yield {"way": f"Another site: {account.provider}", "since": moment(account.date_joined)}


def invitations(owner: Owner) -> Iterator[Row]:
    """Where they invited somebody, the address is that person's."""
    for one in Invitation.objects.filter(member=owner.member).order_by("pk"):
        yield {
            "what": "An invitation to claim a name", "email": one.email,
            "made_at": moment(one.made_at), "used_at": moment(one.used_at),
        }  # fmt: skip
    for one in Invitation.objects.filter(invited_by=owner.member).order_by("pk"):
        yield {"what": "An invitation I made", "made_at": moment(one.made_at)}


def choices(owner: Owner) -> Iterator[Row]:
    for one in Preference.objects.filter(member=owner.member):
        columns = [field.attname for field in Preference._meta.concrete_fields]
        rest = {name: getattr(one, name) for name in columns if name not in ("id", "member_id")}
        yield {"what": "My choices", **{name: _plain(value) for name, value in rest.items()}}
    for choice in FollowChoice.objects.filter(member=owner.member).order_by("pk"):
        where = f"conversation {choice.topic_id}" if choice.topic_id else f"space {choice.space_id}"
        yield {"what": f"For {where}", "mail": choice.mail, "since": moment(choice.since)}
    for push in PushAddress.objects.filter(member=owner.member).order_by("pk"):
        yield {"what": "A browser that gets notices", "since": moment(push.made_at)}


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | bool | None) else str(value)


def notices(owner: Owner) -> Iterator[Row]:
    mine = Notice.objects.filter(member=owner.member).order_by("pk")
    for kind, at, read_at in mine.values_list("kind", "at", "read_at").iterator(A_BATCH):
        yield {"kind": Kind(kind).label, "at": moment(at), "read_at": moment(read_at)}


def deliveries(owner: Owner) -> Iterator[Row]:
    mine = Delivery.objects.filter(member=owner.member).order_by("pk")
    columns = ("mail_list", "channel", "state", "made_at", "sent_at")
    for mail_list, channel, state, made_at, sent_at in mine.values_list(*columns).iterator(A_BATCH):
        yield {
            "list": MailList(mail_list).label, "channel": channel, "state": state,
            "made_at": moment(made_at), "sent_at": moment(sent_at),
        }  # fmt: skip


_LABELS = {name: name.replace("_", " ").capitalize() for name in LINES}
SECTIONS = (
    Section(
        "profile", "About me", "", "what",
        {**_LABELS, "proven": "Proven", "joined_at": "Here since",
         "signed_in_at": "Last signed in", "posts": "Posts"},
        profile,
    ),
    Section(
        "consents", "What I agreed to", "", "sentence",
        {"version": "Version", "given_at": "I said yes", "ended_at": "It ended"}, consents,
    ),
    Section(
        "sessions", "Where I am signed in", "No network address is kept.", "device",
        {"began_at": "Since", "ends_at": "Until"}, sessions,
    ),
    Section("ways", "How I sign in", "", "way", {"name": "Name", "since": "Since"}, ways),
    Section(
        "invitations", "Invitations", "", "what",
        {"email": "Address", "made_at": "Made", "used_at": "Used"}, invitations,
    ),
    Section("choices", "What I want to hear of", "", "what", {}, choices),
    Section(
        "notices", "What I was told here", "", "kind", {"at": "When", "read_at": "Read"}, notices
    ),
    Section(
        "deliveries", "What was sent to me", "When and of which kind. The mails are with you.",
        "list", {"channel": "How", "state": "State", "made_at": "Made", "sent_at": "Sent"},
        deliveries,
    ),
)  # fmt: skip
