"""Recovery codes: seen for ten minutes after they were made, then never again; made anew at will.

In these minutes they can be read, printed and downloaded, in the session that made them alone.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as allauth
from allauth.mfa.recovery_codes.internal import flows
from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.kernel.pages import page, see
from alongside.people.access import members_only
from alongside.people.confirming import still_you
from alongside.people.viewer import PersonRequest

SEEN_SECONDS = 10 * 60
_SEEN = "recovery_codes_seen"


class MakeCodes(allauth.GenerateRecoveryCodesView):
    """New ones take the place of the old ones."""


@require_safe
@members_only
@still_you
def recovery_codes(request: PersonRequest) -> HttpResponse:
    codes = _codes(request)
    if codes is None:
        return see(reverse("mfa_index"))
    answer = page(request, "mfa/recovery_codes/index.html", codes=codes)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@members_only
@still_you
def recovery_codes_file(request: PersonRequest) -> HttpResponse:
    codes = _codes(request)
    if not codes:
        raise Http404
    name = settings.ALONGSIDE.community_name
    lines = [f"Recovery codes for {name}", "Each works once.", "", *codes, ""]
    return HttpResponse(
        "\r\n".join(lines),
        content_type="text/plain; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="recovery-codes.txt"',
            "Cache-Control": "no-store",
        },
    )


def _codes(request: PersonRequest) -> list[str] | None:
    """Those not used yet; an empty list where they may not be seen any more; None without any."""
    wrapper: Any
    wrapper, first = flows.view_recovery_codes(request)
    if wrapper is None:
        return None
    made: Authenticator = wrapper.instance
    if first:
        request.session[_SEEN] = [made.pk, time.time()]
    pk, at = request.session.get(_SEEN, (0, 0))
    if pk != made.pk or time.time() - at > SEEN_SECONDS:
        return []
    return [f"{code[:4]} {code[4:]}" for code in wrapper.get_unused_codes()]
