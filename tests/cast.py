"""The fixed cast. A permission test reads as a story about these people.

Each thing that not everybody may see has a word of its own in it (`PLANTED`), which appears
nowhere else, so that a test can look for it in every byte that somebody else can fetch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.test import Client

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import (
    Access,
    Draft,
    Post,
    Removal,
    Section,
    Space,
    SpaceMember,
    Topic,
)
from alongside.people.models import Consent, ConsentKind, Member, Role
from alongside.people.viewer import Viewer
from alongside.people.wordings import story_version

NEW_YORK = ZoneInfo("America/New_York")
BEGAN = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)
PASSWORD = "a long walk by the sea"

# name in the cast -> (chosen name, role)
PEOPLE = {
    "newcomer": ("Nell", Role.NEWCOMER),
    "parent": ("Pat Rivers", Role.MEMBER),
    "ambassador": ("Amber", Role.AMBASSADOR),
    "moderator": ("Morgan", Role.MODERATOR),
    "administrator": ("Ada", Role.ADMINISTRATOR),
    "outsider": ("Otis", Role.MEMBER),
    "blocked": ("Blake", Role.MEMBER),
}
STAFF = ("moderator", "administrator")
EVERYONE = (*PEOPLE, "stranger")

# What is planted -> the word, and who may read it.
PLANTED = {
    "members space": ("quillwort", tuple(name for name in PEOPLE if name != "blocked")),
    "membership space": ("zanderling", ("parent", "ambassador", *STAFF)),
    "removed topic": ("vexillum", STAFF),
    "post removed by its author": ("ombrifuge", ()),
    "post removed by staff": ("yaffingale", ()),
    "draft": ("brontide", ("parent",)),
    "e-mail address": ("pat.rivers.hides", ("parent",)),
}


def word(planted: str) -> str:
    return PLANTED[planted][0]


@dataclass(frozen=True)
class Cast:
    people: dict[str, Member]
    spaces: dict[str, Space]
    topics: dict[str, Topic]
    posts: dict[str, Post]

    def viewer(self, name: str) -> Viewer:
        """The person as rules and reads know them; "stranger" is not signed in."""
        if name == "stranger" or name == "blocked":
            return Viewer(None, "", "", NEW_YORK, "US")
        member = self.people[name]
        return Viewer(member.pk, member.name, member.role, NEW_YORK, "US")

    def client(self, name: str, **options: object) -> Client:
        """A browser in which that person tried to sign in; the blocked one could not."""
        client = Client(**options)  # type: ignore[arg-type]
        if name not in ("stranger", "blocked"):
            client.force_login(self.people[name])
        return client


def build() -> Cast:
    people = {name: _person(name, *who) for name, who in PEOPLE.items()}
    people["blocked"].is_active = False
    people["blocked"].save()
    section = Section.objects.create(slug="together", name="Together")
    spaces = {
        "public": _space(section, "open-door", "Open door", Access.PUBLIC),
        "members": _space(
            section, f"{word('members space')}-room", word("members space"), Access.MEMBERS
        ),
        "membership": _space(
            section, f"{word('membership space')}-room", word("membership space"), Access.MEMBERSHIP
        ),
    }
    for name in ("parent", "ambassador"):
        SpaceMember.objects.create(space=spaces["membership"], member=people[name])
    cast = Cast(people, spaces, {}, {})
    _conversations(cast)
    Draft.objects.create(
        member=people["parent"], place="ask", title=word("draft"), body=word("draft"),
        write_token=new_token(),
    )  # fmt: skip
    return cast


def find() -> Cast:
    """The cast as it stands in the database."""
    people = {member.name: member for member in Member.objects.all()}
    topics = {topic.title: topic for topic in Topic.objects.select_related("space")}
    return Cast(
        {name: people[chosen] for name, (chosen, _) in PEOPLE.items()},
        {space.access: space for space in Space.objects.order_by("-id")},
        {key: topics[title] for key, title in TITLES.items()},
        {key: Post.objects.get(source=source) for key, source in POSTS.items()},
    )


def _person(name: str, chosen: str, role: Role) -> Member:
    email = f"{word('e-mail address') if name == 'parent' else name}@example.org"
    member = Member.objects.create_member(
        chosen, email, role=role, joined_at=BEGAN - timedelta(days=30),
        zone="America/New_York", last_login=BEGAN, story_consent=story_version(),
    )  # fmt: skip
    Consent.objects.create(
        member=member, kind=ConsentKind.HEALTH_STORY, version=story_version(), given_at=BEGAN
    )
    Member.objects.filter(pk=member.pk).update(password=_encoded())
    member.refresh_from_db()
    EmailAddress.objects.create(user=member, email=email, verified=True, primary=True)
    return member


@lru_cache(maxsize=1)
def _encoded() -> str:
    """Hashing is slow on purpose, so seven people share one."""
    return make_password(PASSWORD)


def _space(section: Section, slug: str, name: str, access: Access) -> Space:
    return Space.objects.create(
        section=section, slug=slug, name=name, about=f"About {name}", access=access
    )


TITLES = {
    "public": "Has anyone had this?",
    "locked": "A closed conversation",
    "unanswered": "Nobody has answered yet",
    "members": f"For members: {word('members space')}",
    "membership": f"For those added: {word('membership space')}",
    "removed": f"Taken away: {word('removed topic')}",
}
POSTS = {
    "reply": "We have been there too.",
    "edited": "What I meant to say.",
    "gone by author": f"I said too much: {word('post removed by its author')}",
    "gone by staff": f"This was not kind: {word('post removed by staff')}",
    "members": f"Between us: {word('members space')}",
    "membership": f"In this room: {word('membership space')}",
    "removed": f"In a removed one: {word('removed topic')}",
}


def _conversations(cast: Cast) -> None:
    for key, title in TITLES.items():
        space = cast.spaces.get(key, cast.spaces["public"])
        started = actions.start_topic(
            cast.viewer("parent"), space_slug=space.slug, kind="question", title=title,
            source=f"The opening words of {title}", token=new_token(),
        )  # fmt: skip
        cast.topics[key] = started.topic
    for key in POSTS:
        topic = cast.topics.get(key, cast.topics["public"])
        cast.posts[key] = _reply(cast, "ambassador", topic, POSTS[key])
    _edit(cast)
    _take_away(cast)
    actions.lock_topic(cast.viewer("moderator"), cast.topics["locked"].pk)


def _reply(cast: Cast, name: str, topic: Topic, source: str) -> Post:
    return actions.post_reply(cast.viewer(name), topic.pk, source=source, token=new_token())


def _edit(cast: Cast) -> None:
    post = cast.posts["edited"]
    Post.objects.filter(pk=post.pk).update(source="What I wrote first.")
    actions.edit_post(cast.viewer("ambassador"), post.pk, source=POSTS["edited"], edit_count=0)


def _take_away(cast: Cast) -> None:
    actions.remove_post(cast.viewer("ambassador"), cast.posts["gone by author"].pk)
    Post.objects.filter(pk=cast.posts["gone by staff"].pk).update(
        removed_at=BEGAN, removed_by=Removal.STAFF
    )
    Topic.objects.filter(pk=cast.topics["removed"].pk).update(removed_at=BEGAN)
