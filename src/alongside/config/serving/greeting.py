"""What a start tells the person who made it: where it is, and who can sign in."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from alongside.exchange.demo import DEMO_PASSWORD, demo_sign_ins
from alongside.people.models import Member, Role


def greeting(address: str) -> Iterator[str]:
    yield f"{settings.ALONGSIDE.community_name} is at {address}  (Ctrl-C stops it)"
    cast = demo_sign_ins()
    if cast:
        width = max(len(one.email) for one in cast)
        yield "To try it, sign in as one of these:"
        yield from (f"  {one.email:{width}}  {one.name}, {one.role}" for one in cast)
        yield f"with the password {DEMO_PASSWORD}, or with a code: mail is shown at {address}/mail/"
    elif not Member.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        yield "Nobody can manage it yet. Make an administrator with: alongside createadmin"
