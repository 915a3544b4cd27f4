"""The one list of which event wakes which handler, and of what is done now and then.

A handler gets the event itself. It only writes rows: see `alongside.work.worker`.
"""

from __future__ import annotations

from alongside.discussions.actions.handing_over import hand_over
from alongside.discussions.actions.masking import keep_hidden_words_true
from alongside.discussions.actions.masking_pass import work_on_masking
from alongside.discussions.events import (
    AskerUncovered,
    MaskAppealed,
    MaskRuled,
    PostEdited,
    PostPublished,
    PostRemoved,
    TopicPublished,
    TopicRead,
    UrgentSignSeen,
)
from alongside.exchange.leaving.due import erase_due
from alongside.exchange.leaving.old_pages import forget_old_pages
from alongside.exchange.taking.making import make_due
from alongside.exchange.taking.sweeping import sweep_exports
from alongside.messaging.actions import count_unread_again
from alongside.messaging.events import (
    MessageRemoved,
    MessageReported,
    MessageRequested,
    MessageSent,
    ReportClosed,
    ThreadRead,
)
from alongside.moderation.actions import forget_old_rehearsals
from alongside.moderation.actions.signs import keep_sign
from alongside.moderation.events import RuleProposed, RuleRefused, RuleWentLive
from alongside.moderation.rehearsing import work_on_rehearsals
from alongside.notifications import housekeeping as notices_kept
from alongside.notifications import jobs as notices
from alongside.notifications import messages as private
from alongside.notifications import words as word_notices
from alongside.notifications.apart import forget_each_other
from alongside.notifications.digests import work_on_digests
from alongside.notifications.fanout import work_on_fanouts
from alongside.notifications.inbound.working import forget_inbound_mail, work_on_inbound_mail
from alongside.notifications.push.working import work_on_pushes
from alongside.notifications.sending.keeping import forget_nobodys_stops, forget_old_deliveries
from alongside.notifications.sending.sender import Sender
from alongside.people.actions.claims import let_name_go
from alongside.people.events import KeptApart, NameClaimed, ProfileEdited, RoleChanged
from alongside.people.jobs import (
    forget_unfinished_sign_ups,
    promote_newcomer,
    tell_of_staff_role,
)
from alongside.people.sessions import SessionStore
from alongside.people.tries import forget_old_tries
from alongside.words.models import OwnRule
from alongside.work.loops import Loop
from alongside.work.worker import Handlers, Housekeeping, Worker, clear_old_events

MINUTES, HOUR, DAY = 300.0, 3600.0, 86400.0


def _count_towards_membership(event: TopicPublished | PostPublished) -> None:
    promote_newcomer(event.author_id)


def _tell_of_role(event: RoleChanged) -> None:
    tell_of_staff_role(event.member_id, event.role)


def _hand_over(event: NameClaimed) -> None:
    hand_over(event.member_id, event.into_id)
    let_name_go(event.member_id, event.into_id)


def _tell_staff_of_word(event: RuleProposed) -> None:
    word_notices.tell_staff_of_word(event.rule_id, event.by_id)


def _tell_of_decided_word(event: RuleWentLive | RuleRefused) -> None:
    proposer_id = OwnRule.objects.filter(pk=event.rule_id).values_list("proposed_by", flat=True)
    word_notices.tell_of_decided_word(event.rule_id, proposer_id.first(), event.by_id)


HANDLERS: Handlers = {
    TopicPublished: (_count_towards_membership, notices.tell_of_post),
    PostPublished: (
        _count_towards_membership, notices.tell_of_post, notices.writer_has_read,
    ),
    PostEdited: (notices.tell_of_edit,),
    PostRemoved: (notices.take_back_notices,),
    AskerUncovered: (notices.tell_who_was_uncovered,),
    MaskAppealed: (word_notices.tell_staff_of_appeal,),
    MaskRuled: (notices.tell_author_of_ruling, word_notices.done_with_appeals),
    RuleProposed: (_tell_staff_of_word,),
    RuleWentLive: (_tell_of_decided_word,),
    RuleRefused: (_tell_of_decided_word,),
    TopicRead: (notices.reader_has_read,),
    KeptApart: (forget_each_other, private.forget_private_notices),
    ProfileEdited: (notices.plan_digest_again,),
    RoleChanged: (_tell_of_role,),
    NameClaimed: (_hand_over,),
    MessageSent: (private.tell_of_message,),
    MessageRequested: (private.tell_of_request,),
    MessageRemoved: (private.take_back_private_notices,),
    ThreadRead: (private.reader_has_read_thread,),
    MessageReported: (private.tell_staff_of_report,),
    ReportClosed: (private.tell_reporter,),
    UrgentSignSeen: (keep_sign,),
}  # fmt: skip
HOUSEKEEPING: Housekeeping = (
    (SessionStore.clear_expired, HOUR),
    (forget_old_tries, HOUR),
    (forget_unfinished_sign_ups, DAY),
    (clear_old_events, DAY),
    (notices_kept.keep_notices_true, HOUR),
    (count_unread_again, HOUR),
    (notices_kept.forget_unseen_notices, HOUR),
    (notices_kept.forget_old_notices, DAY),
    (keep_hidden_words_true, HOUR),
    (sweep_exports, MINUTES),
    (forget_old_pages, HOUR),
    (forget_inbound_mail, DAY),
    (forget_old_deliveries, DAY),
    (forget_nobodys_stops, DAY),
    (forget_old_rehearsals, DAY),
)


def make_worker() -> Worker:
    return Worker(HANDLERS, HOUSEKEEPING)


def make_loops() -> tuple[Loop, ...]:
    """What reaches outside the database, or takes long: each beside the worker."""
    sender = Sender()
    return (
        Loop("fan-out", work_on_fanouts),
        Loop("digests", work_on_digests),
        Loop("hidden words", work_on_masking),
        Loop("mail", sender.round, sender.stop),
        Loop("pushes", work_on_pushes),
        Loop("exports", make_due),
        Loop("leaving", erase_due),
        Loop("mail that comes in", work_on_inbound_mail),
        Loop("rehearsals", work_on_rehearsals),
    )
