"""What is told about the demo: how much of it there is, and who can sign in."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.discussions.models import Post, Section, Space, Topic
from alongside.people.models import Member

# Known to everybody: only ever given to sample people, and never in production.
DEMO_PASSWORD = "alongside-demo"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoReport:
    """How much came, or went; all 0 where there was nothing to do.

    The last three are of a removal. `replies_lost`: what real people wrote in sample
    conversations, which went with them. `posts_emptied`: what sample people wrote in
    conversations that stay. `spaces_kept`: sample spaces in which real people talk.
    """

    sections: int = 0
    spaces: int = 0
    people: int = 0
    topics: int = 0
    posts: int = 0
    replies_lost: int = 0
    posts_emptied: int = 0
    spaces_kept: int = 0

    @property
    def changed(self) -> bool:
        return self != DemoReport()


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody to try the demo as, with DEMO_PASSWORD or with a code sent to that address."""

    name: str
    email: str
    role: str


def demo_is_loaded() -> bool:
    return Member.objects.filter(sample=True).exists()


def demo_sign_ins() -> list[SignIn]:
    """The sample people who can sign in, newcomer first, administrator last."""
    people = Member.objects.filter(sample=True, is_active=True).exclude(email=None).order_by("pk")
    return [SignIn(one.name, one.email or "", one.role) for one in people]


def sample_rows() -> DemoReport:
    """How much sample content there is now."""
    return DemoReport(
        sections=Section.objects.filter(sample=True).count(),
        spaces=Space.objects.filter(sample=True).count(),
        people=Member.objects.filter(sample=True, stand_in=False).count(),
        topics=Topic.objects.filter(sample=True).count(),
        posts=Post.objects.filter(topic__sample=True).count(),
    )
