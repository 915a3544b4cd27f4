"""What was acknowledged is there after `kill -9`, once; what was not can be sent again."""

from __future__ import annotations

import random
import threading
import time
from http.client import HTTPException

from tests.integration.browsers import Answer, new_token
from tests.integration.conftest import Community

REPLIES = 100
# After how many acknowledged replies the power fails.
CUTS = (10, 40, 75)
SEE_OTHER = 303


class PowerCuts:
    """Kills every process a moment after it is told to, and starts the server again."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.cutting: threading.Thread | None = None
        self.felt = 0

    def soon(self) -> None:
        self.cutting = threading.Thread(target=self._cut, args=(random.uniform(0, 0.02),))
        self.cutting.start()

    def _cut(self, wait: float) -> None:
        time.sleep(wait)
        self.community.kill()
        self.community.serve("--no-worker")

    def over(self) -> None:
        if self.cutting:
            self.cutting.join()
            self.cutting = None

    def feel(self) -> None:
        """A request met it: nobody knows whether the reply was kept."""
        self.felt += self.cutting is not None
        self.over()


def acknowledged(community: Community, cuts: PowerCuts, topic: int, words: str) -> int:
    """Send until somebody says that it is posted, always the same form. The post's number."""
    token = new_token()
    for _ in range(500):
        try:
            answer = community.browser(0).reply(topic, words, token)
            if answer.status == SEE_OTHER:
                return answer.number
        except (OSError, HTTPException, IndexError):
            cuts.feel()
        time.sleep(0.01)
    raise AssertionError("never acknowledged")


def test_every_acknowledged_reply_survives_every_power_cut(community: Community) -> None:
    community.serve("--no-worker")
    asked: Answer = community.browser(0).ask("A long conversation")
    topic, cuts, numbers = asked.topic, PowerCuts(community), {}
    for count in range(1, REPLIES + 1):
        if count in CUTS:
            cuts.over()
            cuts.soon()
        words = f"Reply number {count}"
        numbers[words] = acknowledged(community, cuts, topic, words)
    cuts.over()
    assert cuts.felt == len(CUTS)
    whole(community, topic, numbers)


def whole(community: Community, topic: int, numbers: dict[str, int]) -> None:
    """Each reply once, at the number that was promised; and everything that is counted adds up."""
    posts = community.rows(
        f"SELECT source, number FROM discussions_post WHERE topic_id = {topic} AND number > 1"
    )
    assert sorted(posts) == sorted(numbers.items())
    assert sorted(numbers.values()) == list(range(2, REPLIES + 2))
    assert community.rows(
        "SELECT last_number, reply_count, follower_count, revision FROM discussions_topic"
        f" WHERE id = {topic}"
    ) == [(REPLIES + 1, REPLIES, 1, REPLIES)]
    me = community.known["ids"][0]
    assert community.rows(f"SELECT post_count FROM people_member WHERE id = {me}") == [
        (REPLIES + 1,)
    ]
    assert community.rows("SELECT topic_count FROM discussions_space") == [(1,)]
    assert community.rows(
        f"SELECT last_number FROM discussions_readmark WHERE topic_id = {topic}"
    ) == [(REPLIES + 1,)]
    events = "SELECT kind, COUNT(*) FROM work_event WHERE kind LIKE '%Published' GROUP BY kind"
    assert sorted(community.rows(events)) == [("PostPublished", REPLIES), ("TopicPublished", 1)]
    if not community.database:
        assert community.rows("PRAGMA integrity_check") == [("ok",)]
        assert community.rows("PRAGMA foreign_key_check") == []
