"""Many people in the same moment, on a real server of two web processes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.integration.browsers import Browser, at_once, new_token
from tests.integration.conftest import MEMBERS, Community

SEE_OTHER, NOT_FOUND, CONFLICT = 303, 404, 409
# More than there are web processes, so that each has the page.
LOOKS = 6


@pytest.fixture(scope="module", autouse=True)
def _served(community: Community) -> Iterator[None]:
    community.serve("--workers", "2", "--no-worker")
    yield
    community.kill()


@pytest.fixture
def topic(community: Community) -> int:
    """A conversation that nobody has answered, by the first member."""
    # Of its own: the same words sent again within minutes are the same conversation.
    return community.browser(0).ask("A question", f"Asked as {new_token()}").topic


def opening(community: Community, topic: int) -> int:
    found = community.rows(f"SELECT id FROM discussions_post WHERE topic_id = {topic}")
    return int(found[0][0])


def looks(browser: Browser, topic: int) -> list[str]:
    """The page as several readers see it, whichever process answers."""
    answers = [browser.get(f"/t/{topic}") for _ in range(LOOKS)]
    return [answer.body if answer.status == 200 else str(answer.status) for answer in answers]


def test_fifty_people_hug_at_once_and_each_counts(community: Community, topic: int) -> None:
    post, asker = opening(community, topic), community.browser(MEMBERS - 1)
    other = asker.reply(topic, "Hug this").number
    path = community.rows(
        f"SELECT id FROM discussions_post WHERE topic_id = {topic} AND number = {other}"
    )[0][0]
    browsers = [community.browser(number) for number in range(MEMBERS)]
    answers = at_once([lambda b=b: b.post(f"/p/{path}/reactions", give="hug") for b in browsers])  # type: ignore[misc]
    # Everybody but the one who wrote it.
    assert Counter(answer.status for answer in answers) == {SEE_OTHER: MEMBERS - 1, 403: 1}
    answers = at_once([lambda b=b: b.post(f"/p/{post}/reactions", give="hug") for b in browsers])  # type: ignore[misc]
    assert Counter(answer.status for answer in answers) == {SEE_OTHER: MEMBERS - 1, 403: 1}
    for one in (path, post):
        counted = community.rows(f"SELECT hug_count FROM discussions_post WHERE id = {one}")
        kept = community.rows(f"SELECT COUNT(*) FROM discussions_reaction WHERE post_id = {one}")
        assert counted == kept == [(MEMBERS - 1,)]


def test_one_person_who_clicks_fifty_times_hugs_once(community: Community, topic: int) -> None:
    post, eager = opening(community, topic), community.browser(1)
    at_once([lambda: eager.post(f"/p/{post}/reactions", give="hug")] * 50)
    assert community.rows(
        f"SELECT hug_count, (SELECT COUNT(*) FROM discussions_reaction WHERE post_id = {post})"
        f" FROM discussions_post WHERE id = {post}"
    ) == [(1, 1)]
    at_once([lambda: eager.post(f"/p/{post}/reactions", take="hug")] * 20)
    assert community.rows(f"SELECT hug_count FROM discussions_post WHERE id = {post}") == [(0,)]


def test_one_form_sent_twenty_times_at_once_is_one_post(community: Community, topic: int) -> None:
    eager, token = community.browser(2), new_token()
    answers = at_once([lambda: eager.reply(topic, "Only once", token)] * 20)
    assert {answer.location for answer in answers} == {f"/t/{topic}#post-2"}
    assert community.rows("SELECT COUNT(*) FROM discussions_post WHERE source = 'Only once'") == [
        (1,)
    ]


def test_one_question_sent_twenty_times_at_once_is_one_conversation(community: Community) -> None:
    eager, token = community.browser(3), new_token()
    answers = at_once([lambda: eager.ask("Asked only once", token=token)] * 20)
    assert len({answer.topic for answer in answers}) == 1
    asked = "SELECT COUNT(*) FROM discussions_topic WHERE title = 'Asked only once'"
    assert community.rows(asked) == [(1,)]


def test_thirty_replies_of_ten_people_at_once_take_numbers_without_a_gap(
    community: Community, topic: int
) -> None:
    people = [community.browser(number % 10) for number in range(30)]
    answers = at_once([lambda b=b, n=n: b.reply(topic, f"Mine {n}") for n, b in enumerate(people)])  # type: ignore[misc]
    assert sorted(answer.number for answer in answers) == list(range(2, 32))
    # The asker is the first of the ten.
    assert community.rows(
        "SELECT last_number, reply_count, follower_count, revision FROM discussions_topic"
        f" WHERE id = {topic}"
    ) == [(31, 30, 10, 30)]


def test_everybody_who_follows_at_once_is_counted(community: Community, topic: int) -> None:
    people = [community.browser(number) for number in range(1, 21)]
    at_once([lambda b=b: b.post(f"/t/{topic}/follow") for b in people])  # type: ignore[misc]
    at_once([lambda: people[0].post(f"/t/{topic}/follow")] * 10)
    count = f"SELECT follower_count FROM discussions_topic WHERE id = {topic}"
    assert community.rows(count) == [(21,)]
    at_once([lambda: people[0].post(f"/t/{topic}/unfollow")] * 10)
    assert community.rows(count) == [(20,)]


def test_ten_edits_at_once_lose_no_text(community: Community, topic: int) -> None:
    """One is saved; each of the others is shown beside it."""
    post, asker = opening(community, topic), community.browser(0)
    answers = at_once(
        [lambda n=n: asker.post(f"/p/{post}/edit", body=f"Wording {n}", edit_count=0)
         for n in range(10)]
    )  # type: ignore[misc]  # fmt: skip
    assert Counter(answer.status for answer in answers) == {SEE_OTHER: 1, CONFLICT: 9}
    kept = community.rows(f"SELECT source, edit_count FROM discussions_post WHERE id = {post}")
    assert [edits for _, edits in kept] == [1]
    for number, answer in enumerate(answers):
        if answer.status == CONFLICT:
            assert f"Wording {number}" in answer.body
            assert kept[0][0] in answer.body


def test_ten_removals_at_once_take_one_reply_away(community: Community, topic: int) -> None:
    author = community.browser(4)
    author.reply(topic, "To stay")
    author.reply(topic, "To go")
    post = community.rows(
        f"SELECT id FROM discussions_post WHERE topic_id = {topic} AND number = 3"
    )[0][0]
    answers = at_once([lambda: author.post(f"/p/{post}/removal")] * 10)
    assert Counter(answer.status for answer in answers) == {SEE_OTHER: 1, 403: 9}
    count = f"SELECT reply_count FROM discussions_topic WHERE id = {topic}"
    assert community.rows(count) == [(1,)]


def test_a_kept_page_shows_what_was_acknowledged_at_once(community: Community, topic: int) -> None:
    anybody, author = community.browser(), community.browser(5)
    for change in range(1, 4):
        looks(anybody, topic)
        author.reply(topic, f"Said just now, {change}")
        assert all(f"Said just now, {change}" in page for page in looks(anybody, topic))
    post = community.rows(
        f"SELECT id FROM discussions_post WHERE topic_id = {topic} AND number = 2"
    )[0][0]
    author.post(f"/p/{post}/edit", body="Said better", edit_count=0)
    assert all("Said better" in page for page in looks(anybody, topic))
    community.browser(6).post(f"/p/{post}/reactions", give="hug")
    assert all("1 hug" in page for page in looks(anybody, topic))
    author.post(f"/p/{post}/removal")
    assert not any("Said better" in page for page in looks(anybody, topic))
    community.administrator().post(f"/t/{topic}/lock")
    assert all("Closed" in page for page in looks(anybody, topic))


def test_a_space_that_closes_is_gone_at_once_for_everybody_outside(
    community: Community, topic: int
) -> None:
    anybody, known = community.browser(), community.known
    assert all("A question" in page for page in looks(anybody, topic))
    space = {"section": known["section"], "name": "Open door", "about": "", "position": 0}
    path = f"/manage/spaces/{known['space']}"
    try:
        assert community.administrator().post(path, access="members", **space).status == SEE_OTHER
        assert set(looks(anybody, topic)) == {"404"}
        assert all("A question" in page for page in looks(community.browser(7), topic))
    finally:
        community.administrator().post(path, access="public", **space)
    assert all("A question" in page for page in looks(anybody, topic))


def test_a_question_taken_back_is_gone_at_once(community: Community, topic: int) -> None:
    anybody = community.browser()
    assert all("A question" in page for page in looks(anybody, topic))
    community.browser(0).post(f"/p/{opening(community, topic)}/removal")
    assert set(looks(anybody, topic)) == {"404"}


def test_somebody_blocked_is_signed_out_at_once_everywhere(community: Community) -> None:
    # The last one, whom no other test is about: they are out from now on.
    blocked, their_id = community.browser(MEMBERS), community.known["ids"][MEMBERS]
    mine = "/me/profile"
    assert {blocked.get(mine).status for _ in range(LOOKS)} == {200}
    community.administrator().post(f"/manage/people/{their_id}/block")
    assert {blocked.get(mine).status for _ in range(LOOKS)} == {SEE_OTHER}
    assert blocked.ask("Let me in").location.startswith("/sign-in?")


def test_a_static_file_is_taken_for_what_it_is(community: Community) -> None:
    anybody = community.browser()
    styles = re.findall(r'href="(/static/[^"]*\.css)"', anybody.get("/").body)
    assert styles
    for style in styles:
        answer = anybody.get(style)
        assert answer.status == 200
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-type"].startswith("text/css")
        assert "immutable" in answer.headers["cache-control"]
        assert "access-control-allow-origin" not in answer.headers
