"""The demo community's files hold together: every name, time and limit the loader relies on."""

import re
import tomllib
from collections import Counter
from datetime import timedelta
from importlib import resources
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

SAMPLES = resources.files("alongside") / "exchange" / "samples"
ROLES = {"newcomer", "member", "ambassador", "moderator", "administrator"}
VOLUNTEERS_AND_STAFF = {"ambassador", "moderator", "administrator"}
REACTIONS = {"hug", "been_there", "helpful"}
SIGN_INS = {
    "newcomer@example.org": "newcomer",
    "parent@example.org": "member",
    "ambassador@example.org": "ambassador",
    "moderator@example.org": "moderator",
    "admin@example.org": "administrator",
}
STAFF_WORDS = ("admin", "moderator", "ambassador", "staff", "official", "support", "alongside")
SPAN = re.compile(r"(?:(\d+)d)?(?: ?(\d+)h)?(?: ?(\d+)m)?")
PERSON_KEYS = {"name", "role", "email", "zone", "country", "about", "place"} | {
    "connection",
    "connection_audience",
}
POST_KEYS = {"author", "text", "reactions"}
OPENING_KEYS = POST_KEYS | {"key", "title", "kind", "ago", "followers", "unnamed", "reply"}
REPLY_KEYS = POST_KEYS | {"after", "quote", "edited", "removed"}


def load(name: str) -> dict:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))


def span(written: str) -> timedelta:
    found = SPAN.fullmatch(written)
    assert written and found, f"not a span of time: {written!r}"
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


SECTIONS = load("spaces.toml")["section"]
SPACES = [space for section in SECTIONS for space in section["space"]]
PEOPLE = load("people.toml")["person"]
ROLE_OF = {person["name"]: person["role"] for person in PEOPLE}
BY_SPACE = {
    space["slug"]: load(f"conversations-{space['slug']}.toml")["conversation"] for space in SPACES
}
CONVERSATIONS = [one for listed in BY_SPACE.values() for one in listed]
POSTS = [post for one in CONVERSATIONS for post in (one, *one.get("reply", []))]


def people_in(conversation: dict) -> set[str]:
    """Everyone who wrote, follows or reacted in a conversation."""
    posts = (conversation, *conversation.get("reply", []))
    reacted = {n for post in posts for names in post.get("reactions", {}).values() for n in names}
    return {post["author"] for post in posts} | set(conversation.get("followers", [])) | reacted


def each(conversations: list[dict]):
    return pytest.mark.parametrize("one", conversations, ids=lambda one: one["key"])


def test_there_are_eight_spaces_of_three_kinds_of_access():
    assert len(SPACES) == 8
    assert len({space["slug"] for space in SPACES}) == 8
    assert Counter(space["access"] for space in SPACES) == {
        "public": 6,
        "members": 1,
        "membership": 1,
    }
    for named in (*SECTIONS, *SPACES):
        assert re.fullmatch(r"[a-z0-9-]+", named["slug"])
        assert named["name"] and named["about"]


def test_pediatric_stroke_is_where_families_look_for_people_like_them():
    section = next(s for s in SECTIONS if s["name"] == "Connect with people like me")
    space = next(s for s in section["space"] if s["slug"] == "pediatric-stroke")
    assert space["name"] == "Pediatric stroke"
    assert space["access"] == "public"
    assert len(BY_SPACE["pediatric-stroke"]) >= 8


def test_every_file_belongs_to_a_space():
    files = {entry.name for entry in SAMPLES.iterdir() if entry.name.endswith(".toml")}
    expected = {f"conversations-{slug}.toml" for slug in BY_SPACE}
    assert files == expected | {"spaces.toml", "people.toml", "messages.toml"}


def test_names_are_distinct_and_pass_for_nobody_else():
    assert 30 <= len(PEOPLE) <= 45
    assert len({name.casefold() for name in ROLE_OF}) == len(PEOPLE)
    for name in ROLE_OF:
        assert re.fullmatch(r"[A-Za-z0-9 .'_-]{2,30}", name) and name == name.strip()
        assert not any(word in name.casefold() for word in STAFF_WORDS)


def test_people_have_a_role_a_zone_and_a_country():
    assert set(ROLE_OF.values()) == ROLES
    for person in PEOPLE:
        assert set(person) <= PERSON_KEYS
        assert ZoneInfo(person["zone"])
        assert re.fullmatch(r"[A-Z]{2}", person["country"])


def test_five_people_can_sign_in_one_of_each_role():
    assert {p["email"]: p["role"] for p in PEOPLE if "email" in p} == SIGN_INS


def test_the_community_looks_lived_in():
    counts = [len(one.get("reply", [])) for one in CONVERSATIONS]
    assert len(CONVERSATIONS) >= 38
    assert 4 <= counts.count(0) <= 8
    assert sum(12 <= count < 45 for count in counts) >= 2
    assert sum(count >= 45 for count in counts) == 1
    ages = [span(one["ago"]) for one in CONVERSATIONS]
    assert min(ages) >= timedelta(hours=2)
    assert timedelta(days=600) < max(ages) <= timedelta(days=731)
    assert sum(age < timedelta(days=14) for age in ages) >= len(ages) / 3


def test_some_replies_were_edited_or_removed_in_both_ways():
    assert sum("edited" in post for post in POSTS) >= 3
    assert {post["removed"] for post in POSTS if "removed" in post} == {"author", "staff"}


def test_keys_and_titles_are_unique():
    assert len({one["key"] for one in CONVERSATIONS}) == len(CONVERSATIONS)
    assert len({one["title"] for one in CONVERSATIONS}) == len(CONVERSATIONS)


@each(CONVERSATIONS)
def test_a_conversation_has_the_shape_the_loader_reads(one):
    assert set(one) <= OPENING_KEYS
    assert re.fullmatch(r"[a-z0-9-]+", one["key"])
    assert 0 < len(one["title"]) <= 120
    assert one["kind"] in {"question", "story"}
    for reply in one.get("reply", []):
        assert set(reply) <= REPLY_KEYS
    for post in (one, *one.get("reply", [])):
        assert 0 < len(post["text"].strip()) <= 20_000
        assert post.get("edited") != post["text"]


@each(CONVERSATIONS)
def test_everyone_named_is_one_of_the_people(one):
    assert people_in(one) <= set(ROLE_OF)


@each(CONVERSATIONS)
def test_replies_come_one_after_another_and_never_from_the_future(one):
    times = [timedelta(0), *(span(reply["after"]) for reply in one.get("reply", []))]
    assert all(earlier < later for earlier, later in pairwise(times))
    assert times[-1] < span(one["ago"])


@each(CONVERSATIONS)
def test_a_quote_points_at_an_earlier_post_that_still_stands(one):
    posts = [one, *one.get("reply", [])]
    for number, post in enumerate(posts, start=1):
        quoted = post.get("quote")
        assert quoted is None or 1 <= quoted < number
        assert quoted is None or "removed" not in posts[quoted - 1]


@each(CONVERSATIONS)
def test_a_person_reacts_once_to_a_post_and_never_to_their_own(one):
    for post in (one, *one.get("reply", [])):
        reactions = post.get("reactions", {})
        names = [name for listed in reactions.values() for name in listed]
        assert set(reactions) <= REACTIONS
        assert len(names) == len(set(names))
        assert post["author"] not in names
        assert not (names and "removed" in post)


def test_a_membership_space_is_used_only_by_its_members():
    for space in (s for s in SPACES if s["access"] == "membership"):
        members = set(space["members"])
        assert members <= set(ROLE_OF)
        for one in BY_SPACE[space["slug"]]:
            assert people_in(one) <= members


def test_staff_and_volunteers_answer_in_every_public_space():
    for space in (s for s in SPACES if s["access"] == "public"):
        replies = [reply for one in BY_SPACE[space["slug"]] for reply in one.get("reply", [])]
        assert {ROLE_OF[reply["author"]] for reply in replies} & VOLUNTEERS_AND_STAFF
