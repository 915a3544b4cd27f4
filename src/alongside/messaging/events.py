"""What happened here that other rooms may wake for. Past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageSent:
    """`author_id` is under whom it was written: a stand-in, where its writer shows one."""

    thread_id: int
    message_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class MessageRequested:
    """Somebody was asked in, by a message."""

    thread_id: int
    message_id: int
    member_id: int


@dataclass(frozen=True, slots=True)
class MessageRemoved:
    """By the one who wrote it."""

    thread_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class ThreadRead:
    """Read to its end, or left: nothing of it waits for this member any more."""

    thread_id: int
    member_id: int


@dataclass(frozen=True, slots=True)
class MessageReported:
    report_id: int


@dataclass(frozen=True, slots=True)
class ReportClosed:
    report_id: int
    reporter_id: int
