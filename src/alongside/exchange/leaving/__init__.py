"""Leaving for good: asked for, thought over, done, and done again after a restore."""
