"""Private messages between two people or a few."""
