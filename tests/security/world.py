"""Every state that a private space, conversation and post can be in, beside the fixed cast.

Whatever not everybody may read holds a word of its own, and `planted` says who may read it. The
readers are written down here by hand, not asked of the rules that the tests are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from alongside.config.wiring import HANDLERS
from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import (
    Access,
    Draft,
    Post,
    PostRevision,
    Reaction,
    ReactionKind,
    ReadMark,
    Removal,
    Section,
    Space,
    SpaceFollow,
    SpaceMember,
    Topic,
    TopicFollow,
)
from alongside.discussions.reads.writing import quoted_post
from alongside.exchange.models import DataExport
from alongside.exchange.taking.sweeping import path_of
from alongside.home import mail_folder
from alongside.home.models import HelpNumber
from alongside.kernel.markdown import quoted
from alongside.language.word_rules import Tier
from alongside.messaging.models import Message
from alongside.notifications.counting import count_again
from alongside.notifications.digests import work_on_digests
from alongside.notifications.fanout import work_on_fanouts
from alongside.notifications.models import (
    Delivery,
    DeliveryState,
    MailList,
    Notice,
    PushAddress,
    StoppedAddress,
    StopReason,
)
from alongside.notifications.unsubscribing import Link, undo_token
from alongside.people.models import Invitation, Member, Session
from alongside.people.reads.claims import digest_of
from alongside.people.reads.security import session_mark
from alongside.people.sessions import SessionStore
from alongside.words.models import OwnRule, RuleState
from alongside.work.models import WorkState
from alongside.work.worker import run_once
from tests.cast import BEGAN, EVERYONE, PEOPLE, PLANTED, STAFF, Cast, word
from tests.security import private, words
from tests.security.neighbours import blockers_of, kept_from, say_and_keep_apart

Readers = frozenset[str]
NEVER = datetime(2040, 1, 1, tzinfo=UTC)

# A word that a rule hides. Whoever asks to may read it, at one address and nowhere else.
ASKED_FOR = "snarlwort"

EVERYBODY = frozenset(EVERYONE)
NOBODY: Readers = frozenset()
# How things stood, as the link that takes an unsubscribing back carries it.
UNDO = b'{"modes":{"reply_mail":"daily"}}'.hex()
SIGNED_IN = frozenset(PEOPLE) - {"blocked"}
ADDED = frozenset(("parent", "ambassador", *STAFF))
SPACE_READERS = {Access.PUBLIC: EVERYBODY, Access.MEMBERS: SIGNED_IN, Access.MEMBERSHIP: ADDED}
ADMINISTRATORS = frozenset(("administrator",))
# The cast has every state of what is open to all, but for a conversation that was taken away.
TOPIC_STATES = {
    Access.PUBLIC: ("removed",),
    Access.MEMBERS: ("open", "locked", "removed"),
    Access.MEMBERSHIP: ("open", "locked", "removed"),
}


@dataclass(frozen=True)
class Row:
    """What can stand in an address, and whom that row exists for."""

    value: str
    readers: Readers
    of_the_cast: bool = False


@dataclass
class World:
    cast: Cast
    planted: dict[str, tuple[str, Readers]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    numbers: Iterable[int] = field(default_factory=lambda: count(100))
    # Notices of what their person could see once.
    stale: set[int] = field(default_factory=set)

    def each_state(self) -> dict[str, list[Row]]:
        """The rows, but of conversations and posts only one in each state."""
        return {
            key: [row for row in some if not row.of_the_cast] for key, some in self.rows.items()
        }

    def plant(self, what: str, readers: Iterable[str]) -> str:
        """A word that stands for `what` and nothing else."""
        planted = f"hush{next(iter(self.numbers))}x"
        self.planted[planted] = (what, frozenset(readers))
        return planted

    def kept_from(self, name: str) -> dict[str, str]:
        """word -> what it stands for, of all that this person may not read."""
        return {one: what for one, (what, readers) in self.planted.items() if name not in readers}

    def open_to(self, name: str) -> dict[str, str]:
        return {one: what for one, (what, readers) in self.planted.items() if name in readers}


def build(cast: Cast) -> World:
    world = World(cast)
    world.planted |= {one: (what, frozenset(who)) for what, (one, who) in PLANTED.items()}
    for space in cast.spaces.values():
        for state in TOPIC_STATES[Access(space.access)]:
            _topic(world, space, state)
    _taken_back(world)
    _hidden(world)
    _unnamed(world)
    say_and_keep_apart(world)
    _begun(world)
    _room_of_its_own(world)
    _came_and_went(world)
    _told(world)
    _people(world)
    seats = private.plant(world)
    words.plant(world)
    _mail(world)
    _secrets(world)
    # So that nothing waits any more which a test would see happen later.
    hear_of_everything()
    world.rows |= rows_of(world)
    people = sorted(world.rows["member_id"], key=lambda row: len(row.readers))
    world.rows["recipient_id"] = people
    world.rows["invitee_id"] = [people[0], people[-1]]
    for key, some in (private.rows(world, seats) | words.rows()).items():
        world.rows[key] = [Row(*one) for one in some]
    unnamed = world.rows["unnamed_id"][0].value
    world.rows["asker_topic_id"] = [Row(unnamed, frozenset(STAFF)), Row("1", NOBODY)]
    return world


def _topic(world: World, space: Space, state: str) -> None:
    """One conversation in that state, with a post in every state."""
    cast, where = world.cast, f"{state} topic, {space.access} space"
    readers = frozenset(STAFF) if state == "removed" else SPACE_READERS[Access(space.access)]
    opening = actions.start_topic(
        cast.viewer("parent"), space_slug=space.slug, kind="question", token=new_token(),
        title=f"Title {world.plant(f'the earlier title of an {where}', readers)}",
        source=world.plant(f"opening post of an {where}", readers),
    )  # fmt: skip
    actions.edit_post(
        cast.viewer("parent"), opening.pk, source=opening.source, edit_count=0,
        title=f"Title {world.plant(f'the title of an {where}', readers)}",
    )  # fmt: skip
    _posts(world, opening.topic, where, readers)
    _drafts(world, opening.topic, where)
    if state == "locked":
        actions.lock_topic(cast.viewer("moderator"), opening.topic_id)
    if state == "removed":
        Topic.objects.filter(pk=opening.topic_id).update(removed_at=BEGAN)


def _posts(world: World, topic: Topic, where: str, readers: Readers) -> None:
    _reply(world, topic, world.plant(f"a post, {where}", readers))
    edited = _reply(world, topic, world.plant(f"words edited away, {where}", readers))
    _edit(world, edited, world.plant(f"an edited post, {where}", readers))
    gone = _reply(world, topic, world.plant(f"edited away, then removed, {where}", NOBODY))
    _edit(world, gone, world.plant(f"removed by its author, {where}", NOBODY))
    actions.remove_post(world.cast.viewer("ambassador"), gone.pk)
    by_staff = _reply(world, topic, world.plant(f"removed by staff, {where}", NOBODY))
    Post.objects.filter(pk=by_staff.pk).update(removed_at=BEGAN, removed_by=Removal.STAFF)


def _reply(world: World, topic: Topic, source: str, name: str = "ambassador") -> Post:
    return actions.post_reply(
        world.cast.viewer(name), topic.pk, source=f"It says {source}.", token=new_token()
    )


def _edit(world: World, post: Post, source: str) -> None:
    actions.edit_post(
        world.cast.viewer("ambassador"), post.pk, source=f"It says {source}.", edit_count=0
    )


def _drafts(world: World, topic: Topic, where: str) -> None:
    """A reply and an edit that were begun and not sent."""
    last = topic.posts.filter(author=world.cast.people["ambassador"], removed_at=None).first()
    for name, place in (("parent", f"topic:{topic.pk}"), ("ambassador", f"post:{last.pk}")):  # type: ignore[union-attr]
        Draft.objects.create(
            member=world.cast.people[name], place=place, write_token=new_token(),
            body=world.plant(f"draft of {place.partition(':')[0]} in an {where}", (name,)),
        )  # fmt: skip


def _begun(world: World) -> None:
    """The cast's own draft, which ended when the one who wrote it asked something else."""
    Draft.objects.create(
        member=world.cast.people["parent"], place="ask", title=word("draft"), body=word("draft"),
        write_token=new_token(), space_slug=world.cast.spaces["membership"].slug,
    )  # fmt: skip


def _hidden(world: World) -> None:
    """A rule hides a word: in a title and a post that all can read, now and before an edit, in a
    quote of it, and beside words that are for few.
    """
    OwnRule.objects.create(word=ASKED_FOR, tier=Tier.MASK, reason="No.", state=RuleState.LIVE)
    world.planted[ASKED_FOR] = ("a hidden word", frozenset(("parent", *STAFF)))
    parent = world.cast.viewer("parent")
    post = actions.start_topic(
        parent, space_slug="open-door", kind="story", token=new_token(), title=f"My {ASKED_FOR}",
        source=f"First {ASKED_FOR}.",
    )  # fmt: skip
    actions.edit_post(
        parent, post.pk, source=f"Then *{ASKED_FOR}*.", edit_count=0, title=f"A {ASKED_FOR}"
    )
    _reply(world, post.topic, quoted(*quoted_post(parent, post.topic_id, 1) or ("", "")))
    few = world.plant("words beside a hidden one, for few", ADDED)
    topic = world.cast.topics["membership"]
    actions.post_reply(parent, topic.pk, source=f"{ASKED_FOR} {few}", token=new_token())


def _taken_back(world: World) -> None:
    """A question that nobody answered, taken back by the one who asked."""
    post = actions.start_topic(
        world.cast.viewer("parent"), space_slug="open-door", kind="story", token=new_token(),
        title=world.plant("the title of a question taken back", STAFF),
        source=world.plant("the words of a question taken back", NOBODY),
    )  # fmt: skip
    actions.remove_post(world.cast.viewer("parent"), post.pk)


def _room_of_its_own(world: World) -> None:
    """A section that holds one hidden space and nothing else."""
    section = Section.objects.create(
        slug=world.plant("address of a section of one hidden space", ADDED),
        name=world.plant("name of a section of one hidden space", ADDED),
        about=world.plant("about a section of one hidden space", ADDED),
        position=9,
    )
    space = Space.objects.create(
        section=section, access=Access.MEMBERSHIP, topic_count=0,
        slug=world.plant("address of a hidden space", ADDED),
        name=world.plant("name of a hidden space", ADDED),
        about=world.plant("about a hidden space", ADDED),
    )  # fmt: skip
    for name in ("parent", "ambassador"):
        SpaceMember.objects.create(space=space, member=world.cast.people[name])


def _came_and_went(world: World) -> None:
    """The outsider was once in the membership space and left their marks everywhere there."""
    outsider, space = world.cast.people["outsider"], world.cast.spaces["membership"]
    stay = SpaceMember.objects.create(space=space, member=outsider)
    topic = Topic.objects.filter(space=space, removed_at=None, locked_at=None).latest("id")
    words = world.plant("written by somebody who was taken off the list", ADDED)
    post = _reply(world, topic, words, "outsider")
    PostRevision.objects.create(
        post=post, number=0, source="x", written_at=BEGAN,
        html=world.plant("edited away by somebody who was taken off the list", ADDED),
    )  # fmt: skip
    Post.objects.filter(pk=post.pk).update(edit_count=1, edited_at=BEGAN)
    stay.delete()
    SpaceFollow.objects.create(space=space, member=outsider)
    for seen in Topic.objects.exclude(space__access=Access.PUBLIC, removed_at=None):
        TopicFollow.objects.get_or_create(topic=seen, member=outsider)
        ReadMark.objects.get_or_create(topic=seen, member=outsider, defaults={"last_number": 1})
        for shown in seen.posts.exclude(author=outsider):
            Reaction.objects.create(post=shown, member=outsider, kind=ReactionKind.HUG)
            Post.objects.filter(pk=shown.pk).update(hug_count=1)


def _told(world: World) -> None:
    """Everybody was told of everything by the worker itself, but for who follows since today. And
    the outsider was told of all that there is, before they were taken off every list.
    """
    TopicFollow.objects.update(since=BEGAN)
    hear_of_everything()
    outsider = world.cast.people["outsider"]
    for topic in Topic.objects.exclude(space__access=Access.PUBLIC, removed_at=None):
        for post in topic.posts.exclude(author=outsider):
            notice, new = Notice.objects.get_or_create(
                member=outsider, post=post, defaults={"topic": topic, "kind": "quote"}
            )
            if new:
                world.stale.add(notice.pk)
    count_again([outsider.pk])


def hear_of_everything() -> None:
    """All that the worker does with what happened until now."""
    while run_once(HANDLERS) or work_on_fanouts() or work_on_digests():
        pass


def _people(world: World) -> None:
    """Somebody whose address was never proven, on a list; a blocked one; everyone's address."""
    unproven = Member.objects.create_member(
        world.plant("the name of an unproven sign-up", ADMINISTRATORS), "unproven@example.org"
    )
    SpaceMember.objects.create(space=world.cast.spaces["membership"], member=unproven)
    Member.objects.filter(pk=world.cast.people["blocked"].pk).update(
        about=world.plant("what a blocked person says of themselves", STAFF)
    )
    for name in (*SIGNED_IN - {"parent"}, "blocked"):
        own = () if name == "blocked" else (name,)
        world.planted[f"{name}@example.org"] = (f"the address of the {name}", frozenset(own))
    world.planted["unproven@example.org"] = ("the address of an unproven sign-up", NOBODY)


def _unnamed(world: World) -> None:
    """A question of the parent's that nobody knows to be theirs, until it had to be found out."""
    opening = actions.start_topic(
        world.cast.viewer("parent"), space_slug="open-door", kind="question", token=new_token(),
        title="Asked without a name", source="Who am I?", unnamed=True,
    )  # fmt: skip
    readers = ("parent", "administrator")
    actions.uncover_asker(
        world.cast.viewer("administrator"), opening.topic_id,
        world.plant("why an administrator looked who asked", readers),
    )  # fmt: skip
    world.rows["unnamed_id"] = [Row(str(opening.topic_id), frozenset(readers))]


def _mail(world: World) -> None:
    """Every mail of those notices went wrong, and one with a code waits."""
    Delivery.objects.update(state=DeliveryState.GAVE_UP, error="554 no")
    assert Delivery.objects.exists()
    code = world.plant("a code in a mail that waits", NOBODY)
    Delivery.objects.create(
        mail_list=MailList.ACCOUNT, email="unproven@example.org", message_id="code",
        raw=f"Subject: {code}\n\n{code}\n".encode(),
    )  # fmt: skip
    parent = world.cast.people["parent"]
    StoppedAddress.objects.create(email=parent.email or "", reason=StopReason.BOUNCED)


def _secrets(world: World) -> None:
    """What no page may ever hold, whoever asks."""
    world.planted[settings.SECRET_KEY] = ("the secret key", NOBODY)
    for name, person in world.cast.people.items():
        world.planted[person.password] = (f"the {name}'s password, hashed", NOBODY)
    for post in Post.objects.all():
        world.planted[post.write_token] = (f"the token of the form of post {post}", NOBODY)
    for message in Message.objects.exclude(write_token=None):
        token = str(message.write_token)
        world.planted[token] = (f"the token of the form of message {message}", NOBODY)


def notice_readers(
    notice: Notice, posts: dict[int, tuple[int, Readers]], names: dict[int, str]
) -> Readers:
    """Its own person, as long as what it tells of stands and is theirs to see."""
    post, own = notice.post, frozenset((names.get(notice.member_id, ""),))
    if post is None:
        return own
    return NOBODY if post.removed_at or post.topic.removed_at else posts[post.pk][1] & own


def one_of_each_topic(notices: Iterable[Notice]) -> list[Notice]:
    """Of each person and conversation the newest: every state, and not every post."""
    return list({(notice.member_id, notice.topic_id): notice for notice in notices}.values())


def rows_of(world: World) -> dict[str, list[Row]]:
    people = world.cast.people
    spaces = [(space, SPACE_READERS[Access(space.access)]) for space in Space.objects.all()]
    by_id = {space.pk: readers for space, readers in spaces}
    apart, blockers = kept_from(world), blockers_of(world)
    topics = {
        topic.pk: (frozenset(STAFF) if topic.removed_at else by_id[topic.space_id])
        - apart.get(topic.author_id or 0, NOBODY)
        for topic in Topic.objects.all()
    }
    cast = {topic.pk for key, topic in world.cast.topics.items() if key != "public"}
    posts = {
        post.pk: (post.topic_id, topics[post.topic_id] - apart.get(post.author_id or 0, NOBODY))
        for post in Post.objects.all()
    }
    names = {person.pk: name for name, person in people.items()}
    drafts = Draft.objects.values_list("pk", "member_id")
    members = Member.objects.filter(stand_in=False).values_list("pk", flat=True)
    known = {
        pk: (EVERYBODY if pk in names else ADMINISTRATORS) - apart.get(pk, NOBODY) for pk in members
    }
    number = HelpNumber.objects.first()
    stop = Link(people["parent"].pk, "replies")
    mail = mail_folder.keep(b"To: parent@example.org\nSubject: Hello\n\nA mail of the demo.\n")
    step = Authenticator.objects.create(
        user=people["parent"], type=Authenticator.Type.TOTP, data={"secret": ""}
    )
    outside = SocialAccount.objects.create(user=people["parent"], provider="outside", uid="7")
    imported = Member.objects.create_member("Old name", imported_from="a page", is_active=False)
    Invitation.objects.create(
        member=imported,
        email=f"{world.plant('the address of an invitation', NOBODY)}@example.org",
        digest=digest_of("s" * 43),
        ends_at=NEVER,
    )
    elsewhere = Session.objects.create(
        session_key="e" * 32, session_data="", member=people["parent"],
        expire_date=NEVER,
    )  # fmt: skip
    heard = PushAddress.objects.create(
        member=people["parent"],
        session=elsewhere,
        p256dh=world.plant("the key of a phone", NOBODY),
        endpoint=f"https://push.example.org/{world.plant('the address of a phone', NOBODY)}",
        auth=world.plant("the secret of a phone", NOBODY),
    )
    notices = [
        Row(str(notice.pk), notice_readers(notice, posts, names))
        for notice in one_of_each_topic(Notice.objects.select_related("post__topic"))
    ]
    return {
        "notice_id": notices,
        "account_id": [Row(str(outside.pk), frozenset(("parent",)))],
        "secret": [Row("s" * 43, EVERYBODY)],
        "pk": [Row(str(step.pk), frozenset(("parent",)))],
        "mark": [Row(session_mark(elsewhere.session_key), frozenset(("parent",)))],
        "slug": [Row(space.slug, readers) for space, readers in spaces],
        "topic_id": [Row(str(pk), readers, pk in cast) for pk, readers in topics.items()],
        "post_id": [
            Row(str(pk), readers, topic in cast) for pk, (topic, readers) in posts.items()
        ],
        "push_id": [Row(str(heard.pk), frozenset(("parent",)))],
        "draft_id": [Row(str(pk), frozenset((names[owner],))) for pk, owner in drafts],
        "member_id": [Row(str(pk), readers) for pk, readers in known.items()],
        # Somebody to block or mute, or whom one blocked and can meet again.
        "person_id": [Row(str(pk), who | blockers.get(pk, NOBODY)) for pk, who in known.items()],
        "space_id": [Row(str(space.pk), ADMINISTRATORS) for space, _ in spaces],
        "section_id": [Row(str(section.pk), ADMINISTRATORS) for section in Section.objects.all()],
        "number_id": [Row(str(number.pk if number else 0), ADMINISTRATORS)],
        "mail_id": [Row(mail, EVERYBODY)],
        # Whoever has the mail has the link, signed in or not.
        "unsubscribe_token": [Row(stop.token, EVERYBODY)],
        "undo_token": [Row(undo_token(stop, UNDO), EVERYBODY)],
        "export_secret": [Row(_export(world), NOBODY)],
    }  # fmt: skip


def _export(world: World) -> str:
    """A file of the parent's, ready in another browser of theirs: in no other is there one."""
    session = SessionStore()
    session[SESSION_KEY] = str(world.cast.people["parent"].pk)
    session.create()
    export = DataExport.objects.create(
        member=world.cast.people["parent"], session_id=session.session_key or "",
        state=WorkState.SENT, ends_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    secret = world.plant("what is in somebody's file", NOBODY)
    path_of(export.pk).write_bytes(secret.encode())
    world.planted[export.secret] = ("the address of somebody's file", NOBODY)
    return export.secret
