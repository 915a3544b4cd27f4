"""The one list of which event wakes which handler, and of what is done now and then.

A handler gets the event itself. It only writes rows: see `alongside.work.worker`.
"""

from __future__ import annotations

from alongside.discussions.events import PostPublished, TopicPublished
from alongside.notifications.sending.sender import Sender
from alongside.people.jobs import forget_unfinished_sign_ups, promote_newcomer
from alongside.people.sessions import SessionStore
from alongside.work.loops import Loop
from alongside.work.worker import Handlers, Housekeeping, Worker, clear_old_events

HOUR, DAY = 3600.0, 86400.0


def _count_towards_membership(event: TopicPublished | PostPublished) -> None:
    promote_newcomer(event.author_id)


HANDLERS: Handlers = {
    TopicPublished: (_count_towards_membership,),
    PostPublished: (_count_towards_membership,),
}
HOUSEKEEPING: Housekeeping = (
    (SessionStore.clear_expired, HOUR),
    (forget_unfinished_sign_ups, DAY),
    (clear_old_events, DAY),
)


def make_worker() -> Worker:
    return Worker(HANDLERS, HOUSEKEEPING)


def make_loops() -> tuple[Loop, ...]:
    """What reaches outside the database, or takes long: each beside the worker."""
    sender = Sender()
    return (Loop("Mail", sender.round, sender.stop),)
