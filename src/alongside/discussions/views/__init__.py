"""Thin: read the request, call a read or an action, answer with a page or a fragment."""
