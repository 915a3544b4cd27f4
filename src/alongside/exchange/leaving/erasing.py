"""Deleting an account: one transaction, with a line in the ledger before it commits."""

from __future__ import annotations

from django.db import transaction

from alongside.discussions.models import Post, Topic
from alongside.exchange.leaving.ledger import write_down
from alongside.exchange.leaving.letters import say_gone
from alongside.exchange.leaving.messages import leave_messages
from alongside.exchange.leaving.old_pages import forget_old_pages
from alongside.exchange.leaving.other_words import (
    Changes,
    Found,
    change_others,
    find_in_others,
)
from alongside.exchange.leaving.own_words import empty_words, put_under_stand_ins
from alongside.exchange.leaving.rest import forget_the_rest
from alongside.exchange.leaving.traces import Traces, traces_of
from alongside.exchange.models import Leaving, LeavingChoice
from alongside.exchange.taking.sweeping import sweep_exports
from alongside.people.models import Member


def erase_leaving(leaving: Leaving) -> bool:
    """Delete the account of somebody whose time is up; False where they took it back meanwhile."""
    traces, choice = traces_of(leaving.member), LeavingChoice(leaving.choice)
    found = find_in_others(traces, choice)
    with transaction.atomic():
        # Held, so that taking it back and deleting it cannot both be answered with yes.
        if not Leaving.objects.select_for_update().filter(pk=leaving.pk).exists():
            return False
        email = leaving.member.email
        _erase(traces, choice, found)
        write_down(traces.member, choice)
        if email:
            say_gone(email)
        _delete(traces, choice)
    sweep_exports()
    forget_old_pages()
    return True


def erase_again(member: Member, choice: LeavingChoice) -> None:
    """After a restore: the same once more, and nobody is told a second time."""
    traces = traces_of(member)
    found = find_in_others(traces, choice)
    with transaction.atomic():
        _erase(traces, choice, found)
        _delete(traces, choice)
    sweep_exports()
    forget_old_pages()


def _erase(traces: Traces, choice: LeavingChoice, found: Found) -> None:
    leave_messages(traces, choice)
    if choice == LeavingChoice.KEEP:
        traces = put_under_stand_ins(traces)
    else:
        empty_words(traces, Post.objects.filter(author__in=traces.authors))
        Topic.objects.filter(author__in=traces.authors).update(author=None)
    change_others(found, Changes(traces, choice))
    forget_the_rest(traces.member)


def _delete(traces: Traces, choice: LeavingChoice) -> None:
    traces.member.delete()
    if choice != LeavingChoice.KEEP:
        Member.objects.filter(pk__in=traces.authors[1:]).delete()
