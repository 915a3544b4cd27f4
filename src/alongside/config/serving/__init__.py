"""Serving a community: what must be ready first, and the processes that then run."""
