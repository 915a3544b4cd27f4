"""The people of an imported page. They wrote elsewhere; nobody can sign in as them."""

from __future__ import annotations

from collections import Counter

from django.db.models import F

from alongside.exchange.name_keys import key_beside
from alongside.exchange.page import Page, PagePost
from alongside.people.hurtful import name_hurts
from alongside.people.models import Member
from alongside.people.names import NAME_HIDDEN


def authors_of(page: Page, *, sample: bool) -> dict[str, Member]:
    """The member behind each printed name, made where no import has brought them before.

    A role is shown as the page printed it and gives no power, since nobody can sign in. Whoever
    lets a person claim such a name decides the role anew. Somebody from a sample page who turns
    up on a real one is sample no more.
    """
    here = dict(Member.objects.exclude(imported_from="").values_list("imported_from", "pk"))
    wrote = Counter(post.author for post in page.posts)
    authors: dict[str, Member] = {}
    for post in page.posts:
        if post.author not in authors:
            authors[post.author] = _known(here, post) or _newly_made(post, sample=sample)
    for name, posts in wrote.items():
        _count_posts(authors[name], posts, sample=sample)
    return authors


def came_as(name: str) -> str:
    """What `Member.imported_from` says of that printed name; one name is one person."""
    return f"an imported page (as {name})"


def _known(here: dict[str, int], post: PagePost) -> Member | None:
    pk = here.get(came_as(post.author))
    return None if pk is None else Member.objects.get(pk=pk)


def _newly_made(post: PagePost, *, sample: bool) -> Member:
    member = Member(
        # One that may not stand here is kept in `imported_from`, which no page shows.
        name=NAME_HIDDEN if name_hurts(post.author) else post.author,
        name_key=key_beside(post.author, "imported"),
        role=post.role,
        is_active=False,
        joined_at=post.at,
        imported_from=came_as(post.author),
        sample=sample,
    )
    member.set_unusable_password()
    member.save(force_insert=True)
    return member


def _count_posts(member: Member, posts: int, *, sample: bool) -> None:
    Member.objects.filter(pk=member.pk).update(
        post_count=F("post_count") + posts, sample=member.sample and sample
    )
