"""Who is here. One row per person; a role is a promise to readers, so it is a column."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from alongside.people.names import name_key

NAME_MAX = 30
ABOUT_MAX = 300
PLACE_MAX = 80


class Role(models.TextChoices):
    NEWCOMER = "newcomer", "Newcomer"
    MEMBER = "member", "Member"
    AMBASSADOR = "ambassador", "Ambassador"
    MODERATOR = "moderator", "Moderator"
    ADMINISTRATOR = "administrator", "Administrator"


STAFF_ROLES = frozenset({Role.MODERATOR.value, Role.ADMINISTRATOR.value})


class Connection(models.TextChoices):
    """How somebody came to be here: what they know by having lived it."""

    SURVIVOR = "survivor", "Survivor"
    PARENT = "parent", "Parent"
    PARTNER = "partner", "Partner"
    FAMILY = "family", "Other family"
    CARER = "carer", "Carer"
    PROFESSIONAL = "professional", "Professional"
    OTHER = "other", "Other"


class Audience(models.TextChoices):
    """Who sees one line of a profile."""

    EVERYONE = "everyone", "Everyone"
    MEMBERS = "members", "Members"
    STAFF = "staff", "Staff"
    ME = "me", "Only me"


class MemberManager(BaseUserManager["Member"]):
    def create_member(
        self, name: str, email: str | None = None, password: str | None = None, **fields: object
    ) -> Member:
        """Make a member. Without an e-mail address nobody can sign in as them."""
        member = self.model(name=name, name_key=name_key(name), email=email, **fields)
        if password:
            member.set_password(password)
        else:
            member.set_unusable_password()
        member.save(using=self._db)
        return member


class Member(AbstractBaseUser):
    name = models.CharField("chosen name", max_length=NAME_MAX)
    # What the name looks like once case, accents and look-alike letters are folded.
    name_key = models.CharField(max_length=120, unique=True)
    # Imported people have none until they claim their name.
    email = models.EmailField("e-mail address", unique=True, null=True, blank=True)
    role = models.CharField(max_length=16, choices=Role.choices, default=Role.NEWCOMER)
    connection = models.CharField(max_length=12, choices=Connection.choices, blank=True)
    about = models.CharField("about me", max_length=ABOUT_MAX, blank=True)
    place = models.CharField("where I am", max_length=PLACE_MAX, blank=True)
    zone = models.CharField("time zone", max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    # Who sees each line: a story in few words is one, and where somebody is, another.
    connection_audience = models.CharField(
        max_length=8, choices=Audience.choices, default=Audience.MEMBERS
    )
    about_audience = models.CharField(
        max_length=8, choices=Audience.choices, default=Audience.EVERYONE
    )
    place_audience = models.CharField(
        max_length=8, choices=Audience.choices, default=Audience.MEMBERS
    )
    zone_audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.ME)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    post_count = models.PositiveIntegerField(default=0)
    # The page an imported person came from, and their name there.
    imported_from = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)
    # A name for one conversation alone: of somebody who asked without their name, or who left.
    # Nobody signs in as one, it has no page, and nothing in this row says whose it is.
    stand_in = models.BooleanField(default=False)
    # Read with the session, so that a page need not ask again: whether a block names this person
    # on either side, how many notices wait, and the version of the consent to keep a health story
    # that is in force (0: none).
    has_blocks = models.BooleanField(default=False)
    unread_notices = models.PositiveIntegerField(default=0)
    # In how many threads of private messages something waits.
    unread_messages = models.PositiveIntegerField(default=0)
    story_consent = models.PositiveSmallIntegerField(default=0)
    # When they asked to have their account deleted, until it is or they take that back.
    leaving_since = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = MemberManager()

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff_role(self) -> bool:
        return self.role in STAFF_ROLES

    @property
    def is_claimed(self) -> bool:
        return self.email is not None
