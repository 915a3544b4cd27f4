"""Who is here. One row per person; a role is a promise to readers, so it is a column."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from alongside.people.names import name_key

NAME_MAX = 30
ABOUT_MAX = 300


class Role(models.TextChoices):
    NEWCOMER = "newcomer", "Newcomer"
    MEMBER = "member", "Member"
    AMBASSADOR = "ambassador", "Ambassador"
    MODERATOR = "moderator", "Moderator"
    ADMINISTRATOR = "administrator", "Administrator"


STAFF_ROLES = frozenset({Role.MODERATOR.value, Role.ADMINISTRATOR.value})


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
    about = models.CharField("about me", max_length=ABOUT_MAX, blank=True)
    zone = models.CharField("time zone", max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    post_count = models.PositiveIntegerField(default=0)
    # The page an imported person came from, and their name there.
    imported_from = models.CharField(max_length=200, blank=True)
    sample = models.BooleanField(default=False)

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


class Session(AbstractBaseSession):
    """Django's session with its member in a column, so one query can load both."""

    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="sessions")

    class Meta:
        db_table = "people_session"
