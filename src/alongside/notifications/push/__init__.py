"""Notices on a phone, also while the site is closed: Web Push, encrypted for that browser."""
