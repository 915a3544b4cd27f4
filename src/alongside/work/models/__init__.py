"""Pending work as rows: events to hand on, and the shape of work that reaches outside."""

from alongside.work.models.events import Event, EventState
from alongside.work.models.leases import OPEN_STATES, LeasedWork, WorkState

__all__ = ["OPEN_STATES", "Event", "EventState", "LeasedWork", "WorkState"]
