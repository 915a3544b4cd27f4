"""After a block, neither is told of the other, nor was: what waited to be read is gone."""

from __future__ import annotations

import pytest

from alongside.notifications.models import Notice
from alongside.people.actions.apart import keep_apart
from tests.cast import Cast
from tests.notifications.hearing import bell, follow, heard, reply, start, work

pytestmark = pytest.mark.usefixtures("clock")


@pytest.mark.parametrize("pair", [("parent", "outsider"), ("outsider", "parent")], ids=str)
def test_notices_of_each_other_go_with_the_block(quiet: Cast, pair: tuple[str, str]) -> None:
    topic = start(quiet, "parent")
    follow(quiet, topic, "newcomer", "outsider")
    work()
    posts = [reply(quiet, name, topic) for name in ("newcomer", "outsider", "newcomer")]
    work()
    assert (bell(quiet, "parent"), bell(quiet, "outsider")) == (3, 1)

    keep_apart(quiet.viewer(pair[0]), quiet.people[pair[1]].pk)
    work()
    # The parent started it, so the outsider hears nothing of it at all.
    assert (bell(quiet, "parent"), bell(quiet, "outsider")) == (2, 0)
    assert not Notice.objects.filter(member=quiet.people["outsider"]).exists()
    assert set(heard(posts[0])) == {"Pat Rivers"}
