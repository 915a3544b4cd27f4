"""Where conversations live: sections, and the spaces inside them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Access(models.TextChoices):
    PUBLIC = "public", "Everyone can read"
    MEMBERS = "members", "Members only"
    MEMBERSHIP = "membership", "Only people who were added"


class Section(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Space(models.Model):
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="spaces")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=300, blank=True)
    access = models.CharField(max_length=10, choices=Access.choices, default=Access.PUBLIC)
    position = models.PositiveSmallIntegerField(default=0)
    topic_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(null=True, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class SpaceMember(models.Model):
    """Who was added to a space that is by membership."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "space"], name="one_membership"),
        ]
