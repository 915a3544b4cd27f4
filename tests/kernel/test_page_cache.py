"""A kept page is served only while it is still true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, close_old_connections
from django.test import RequestFactory
from pytest_django import Settings

from alongside.discussions import actions
from alongside.discussions.actions.drafts import new_token
from alongside.discussions.models import Access, ReactionKind, Space, Topic
from alongside.discussions.reads import cache_stamp
from alongside.kernel.page_cache import Kept, PageCache
from tests.cast import Cast


class Counted:
    """Django's application, and how often it was asked."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.asked = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        return self.application(environ, start_response)


@pytest.fixture
def django_app(cast: Cast) -> Iterator[Counted]:
    """Like the test client, it must not close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Counted()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cache(django_app: Counted) -> PageCache:
    return PageCache(django_app, cache_stamp, 1)


def get(cache: PageCache, address: str, cookie: str = "", **headers: str) -> tuple[str, str]:
    heard: list[str] = []
    environ = RequestFactory().get(address).environ | headers
    environ["HTTP_COOKIE"] = cookie
    body = b"".join(cache(environ, lambda status, _headers, _error=None: heard.append(status)))
    return heard[0], body.decode("utf-8", "replace")


def test_asked_twice_django_answers_once(cast: Cast, cache: PageCache, django_app: Counted) -> None:
    address = f"/t/{cast.topics['public'].pk}"
    first = get(cache, address)
    assert get(cache, address) == first
    assert first[0] == "200 OK"
    assert django_app.asked == 1


def test_a_new_reply_shows_at_once(cast: Cast, cache: PageCache) -> None:
    topic = cast.topics["public"]
    get(cache, f"/t/{topic.pk}")
    actions.post_reply(cast.viewer("parent"), topic.pk, source="Just now", token=new_token())
    assert "Just now" in get(cache, f"/t/{topic.pk}")[1]


@pytest.mark.parametrize("change", ["edit", "remove", "react", "follow", "lock", "hide", "close"])
def test_whatever_changes_shows_at_once(cast: Cast, cache: PageCache, change: str) -> None:
    topic, post = cast.topics["public"], cast.posts["reply"]
    before = get(cache, f"/t/{topic.pk}")
    author, other = cast.viewer("ambassador"), cast.viewer("newcomer")
    match change:
        case "edit":
            actions.edit_post(author, post.pk, source="Changed", edit_count=0)
        case "remove":
            actions.remove_post(author, post.pk)
        case "react":
            actions.give_reaction(other, post.pk, ReactionKind.HUG)
        case "follow":
            actions.follow_topic(other, topic.pk)
        case "lock":
            actions.lock_topic(cast.viewer("moderator"), topic.pk)
        case "hide":
            Topic.objects.filter(pk=topic.pk).update(removed_at=topic.created_at)
        case "close":
            Space.objects.filter(pk=topic.space_id).update(access=Access.MEMBERS)
    assert get(cache, f"/t/{topic.pk}") != before


@pytest.mark.parametrize(
    ("cookie", "headers"),
    [("tz=Europe/London", {}), ("", {"HTTP_ACCEPT_ENCODING": "gzip"})],
)
def test_readers_who_see_another_page_are_kept_apart(
    cast: Cast, cache: PageCache, cookie: str, headers: dict[str, str]
) -> None:
    address = f"/t/{cast.topics['public'].pk}"
    assert get(cache, address) != get(cache, address, cookie, **headers)


def test_nothing_is_kept_for_or_served_to_somebody_signed_in(
    cast: Cast, cache: PageCache, django_app: Counted
) -> None:
    session = cast.client("parent").cookies["sessionid"].value
    address = f"/t/{cast.topics['public'].pk}"
    mine = get(cache, address, f"a=b; sessionid={session}")
    assert get(cache, address) != mine
    assert cache.size == sum(len(page.body) for page in cache.kept.values())
    assert len(cache.kept) == 1
    assert django_app.asked == 2


def test_a_hidden_conversation_is_never_kept(cast: Cast, cache: PageCache) -> None:
    for key in ("members", "membership", "removed"):
        assert get(cache, f"/t/{cast.topics[key].pk}")[0].startswith("404")
    assert not cache.kept


def test_the_room_has_an_end(cast: Cast, cache: PageCache) -> None:
    for number in range(5):
        cache._keep((str(number),), Kept(1, 0.0, [], b"x" * 400_000))
    assert cache.size <= 1024 * 1024
    assert len(cache.kept) == 2


def test_a_database_that_does_not_answer_keeps_nothing(cast: Cast, django_app: Counted) -> None:
    def broken(topic_id: int) -> object:
        raise DatabaseError

    cache = PageCache(django_app, broken, 1)
    address = f"/t/{cast.topics['public'].pk}"
    assert get(cache, address) == get(cache, address)
    assert not cache.kept
    assert django_app.asked == 2


@pytest.mark.parametrize(
    "odd",
    ["tz=America/New_York; tz=Asia/Tokyo", "tz =Asia/Tokyo", "tz=Asia%2FTokyo", 'tz="Asia/Tokyo"'],
)
def test_an_odd_cookie_does_not_choose_the_page_of_others(
    cast: Cast, cache: PageCache, odd: str
) -> None:
    address = f"/t/{cast.topics['public'].pk}"
    get(cache, address, odd)
    for cookie in ("", "tz=America/New_York"):
        assert " JST" not in get(cache, address, cookie)[1]


def test_a_long_cookie_takes_no_room(cast: Cast, cache: PageCache) -> None:
    for number in range(3):
        get(cache, f"/t/{cast.topics['public'].pk}", f"tz={number}{'x' * 100_000}")
    assert len(cache.kept) == 1
    assert all(len(part) < 100 for key in cache.kept for part in key)


def test_a_kept_page_is_refused_to_another_name(
    cast: Cast, cache: PageCache, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["community.example.org"]
    address = f"/t/{cast.topics['public'].pk}"
    for _ in range(2):
        assert get(cache, address, HTTP_HOST="community.example.org")[0] == "200 OK"
        assert get(cache, address, HTTP_HOST="evil.example")[0] == "400 Bad Request"
