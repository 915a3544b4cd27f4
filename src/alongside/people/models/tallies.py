"""The counts of the rate limits, shared by all web processes.

The table has the shape that Django's DatabaseCache asks for; nobody else reads or writes it.
"""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_tries"
