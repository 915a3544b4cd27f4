"""The outbox: what happened, recorded with the write that caused it, and who wakes for it."""
