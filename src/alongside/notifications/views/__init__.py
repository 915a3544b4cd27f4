"""Thin: a read or an action, then a page."""
