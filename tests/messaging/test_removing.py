"""Taking back what one wrote: gone for everybody, with a line in its place."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from alongside.discussions.actions.drafts import new_token
from alongside.kernel.verdicts import Refused
from alongside.messaging import actions
from alongside.messaging.models import Message, MessageReport
from alongside.messaging.rules import messages_seen_by
from tests.cast import Cast
from tests.messaging.talk import ask, block, bring_in, pair, say, seat, viewer
from tests.messaging.test_unread import waiting

BAD = "I should not have said this."


def page(cast: Cast, who: str, path: str) -> str:
    answer = cast.client(who).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_asks_first_and_then_the_words_are_gone_for_everybody(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    bad = say(cast, "parent", thread_id, BAD)
    there, thread = f"/message/{bad.pk}/removal", f"/messages/{thread_id}"
    assert f'href="{there}"' in page(cast, "parent", thread)
    assert there not in page(cast, "outsider", thread)
    assert BAD in page(cast, "parent", there)
    answer = cast.client("parent").post(there)
    assert answer.url == f"{thread}#post-{bad.number}"
    assert "You removed this" in page(cast, "parent", thread)
    assert "Removed by the one who wrote it" in page(cast, "outsider", thread)
    for who in ("parent", "outsider"):
        assert BAD not in page(cast, who, thread) + page(cast, who, "/messages")
        assert f"/message/{bad.pk}/" not in page(cast, who, thread)
    bad.refresh_from_db()
    assert (bad.source, bad.html, bad.write_token, bad.write_digest) == ("", "", None, "")
    assert cast.client("parent").post(there).status_code == 403
    assert cast.client("outsider").get(f"/message/{bad.pk}/report").status_code == 404


def test_nobody_removes_what_somebody_else_wrote(cast: Cast) -> None:
    bad = say(cast, "parent", pair(cast, "parent", "outsider"), BAD)
    with pytest.raises(Refused, match="Only the person who wrote"):
        actions.remove_message(viewer(cast, "outsider"), bad.pk)
    for who in ("administrator", "newcomer"):
        with pytest.raises(Http404):
            actions.remove_message(viewer(cast, who), bad.pk)
    assert Message.objects.get(pk=bad.pk).source == BAD


def test_what_was_not_read_waits_for_nobody_any_more(cast: Cast) -> None:
    thread_id = pair(cast, "parent", "outsider")
    actions.mark_thread_read(viewer(cast, "outsider"), thread_id, 1)
    bad = say(cast, "parent", thread_id, BAD)
    say(cast, "parent", thread_id, "I am sorry.")
    assert seat(cast, "outsider", thread_id).unread == 2
    actions.remove_message(viewer(cast, "parent"), bad.pk)
    assert (seat(cast, "outsider", thread_id).unread, waiting(cast, "outsider")) == (1, 1)
    # Nor does what a block keeps from them.
    bring_in(cast, "parent", thread_id, "ambassador")
    actions.accept_request(viewer(cast, "ambassador"), thread_id)
    block(cast, "ambassador", "parent")
    again = say(cast, "outsider", thread_id, BAD)
    actions.remove_message(viewer(cast, "outsider"), again.pk)
    assert seat(cast, "ambassador", thread_id).unread == 0


def test_a_request_goes_with_the_message_that_asks(cast: Cast) -> None:
    asked = ask(cast, "parent", "outsider", BAD)
    assert "goes away with it" in page(cast, "parent", f"/message/{asked.pk}/removal")
    actions.remove_message(viewer(cast, "parent"), asked.pk)
    assert waiting(cast, "outsider") == 0
    assert not messages_seen_by(viewer(cast, "outsider")).exists()
    with pytest.raises(Refused, match="when they say yes"):
        ask(cast, "parent", "outsider", "Once more?")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        again = ask(cast, "parent", "outsider", "How are you?")
    assert again.thread_id == asked.thread_id
    assert waiting(cast, "outsider") == 1


def test_what_was_shown_to_staff_keeps_its_copy(cast: Cast) -> None:
    bad = say(cast, "parent", pair(cast, "parent", "outsider"), BAD)
    report = actions.report_message(viewer(cast, "outsider"), bad.pk, reason="Unkind.")
    actions.remove_message(viewer(cast, "parent"), bad.pk)
    assert BAD in MessageReport.objects.get(pk=report.pk).html
    cast.client("moderator").post(f"/manage/reports/{report.pk}/opening")
    assert BAD in page(cast, "moderator", f"/manage/reports/{report.pk}")


def test_the_same_words_can_be_said_again(cast: Cast) -> None:
    thread_id, me, token = pair(cast, "parent", "outsider"), viewer(cast, "parent"), new_token()
    first = actions.send_message(me, thread_id, source=BAD, token=token)
    actions.remove_message(me, first.pk)
    assert actions.send_message(me, thread_id, source=BAD, token=token) != first
