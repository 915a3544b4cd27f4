"""Every setting there is: its name, its type, what it is for, and an example.

`alongside doctor --settings` prints this list, so what is written here is the documentation.
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from msgspec import Meta

from alongside.config.schema_server import ServerSettings


class Settings(ServerSettings, frozen=True, forbid_unknown_fields=True):
    newcomer_posts: Annotated[
        int,
        Meta(
            description="After this many posts a newcomer becomes a member.",
            ge=0,
            le=100,
            examples=[3],
        ),
    ] = 3
    message_after_days: Annotated[
        int,
        Meta(
            description="After this many days a member may begin private messages. Answering is "
            "open from the first day; staff and ambassadors need not wait.",
            ge=0,
            le=3650,
            examples=[7],
        ),
    ] = 7
    message_requests_a_day: Annotated[
        int,
        Meta(
            description="To how many new people a member may write in one day.",
            ge=1,
            le=1000,
            examples=[5],
        ),
    ] = 5
    messages_an_hour: Annotated[
        int,
        Meta(
            description="How many private messages a person may write in one hour.",
            ge=1,
            le=10_000,
            examples=[120],
        ),
    ] = 120
    anonymous_questions_a_month: Annotated[
        int,
        Meta(
            description="How often in 30 days a person can ask or share without their name; "
            "0: never.",
            ge=0,
            le=100,
            examples=[3],
        ),
    ] = 3
    leaving_days: Annotated[
        int,
        Meta(
            description="Days to think it over before an account is deleted; 0 deletes at once.",
            ge=0,
            le=90,
            examples=[14],
        ),
    ] = 14
    erasure_ledger: Annotated[
        str,
        Meta(
            description="The file that remembers which accounts were deleted, so that a restored "
            "backup does not bring them back. Never restore it from a backup. "
            "Empty: erasures.jsonl in the data folder.",
            examples=["/var/lib/alongside-ledger/erasures.jsonl"],
        ),
    ] = ""

    staff_second_factor: Annotated[
        Literal["auto", "on", "off"],
        Meta(
            description="Whether moderators and administrators need a second step to sign in "
            "(a passkey, or an app that shows codes) before they can act as staff. "
            "auto: on in production, off in the demo.",
        ),
    ] = "auto"
    oidc_name: Annotated[
        str,
        Meta(
            description="What the sign-in page calls the outside service that people may sign in "
            "with (OpenID Connect). Empty: there is none.",
            examples=["Our charity"],
        ),
    ] = ""
    oidc_issuer: Annotated[
        str,
        Meta(
            description="The address of that service, as it names itself (its issuer).",
            examples=["https://login.example.org"],
        ),
    ] = ""
    oidc_client_id: Annotated[
        str,
        Meta(
            description="The name by which that service knows this community.",
            examples=["alongside"],
        ),
    ] = ""
    oidc_client_secret: Annotated[
        str,
        Meta(description="The password for it.", examples=["a long random text"]),
    ] = ""

    @property
    def production(self) -> bool:
        return self.mode == "production"

    @property
    def staff_need_second_factor(self) -> bool:
        if self.staff_second_factor == "auto":
            return self.production
        return self.staff_second_factor == "on"

    @property
    def outside_sign_in(self) -> bool:
        return bool(self.oidc_name)

    def allowed_hosts(self) -> list[str]:
        """The names this server answers to: the one in `base_url` and no other."""
        host = urlsplit(self.base_url).hostname or ""
        return [f"[{host}]" if ":" in host else host]


# Shown as "set" or "not set", never in full: they hold passwords.
SECRETS = frozenset({"secret_key", "database", "mail_url", "oidc_client_secret"})
