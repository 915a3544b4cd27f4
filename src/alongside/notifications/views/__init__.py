"""Thin: a read or an action, then a page or the way back."""
