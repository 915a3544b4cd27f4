"""Every page of the address map, with what to put into its address: found in the demo itself.

`PAGES` names every address that answers with a page, and who gets one. An address that is new in
the map answers somebody with a page and is not named here, so the walk fails until it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from alongside.language.word_rules import Tier
from alongside.language.words import shipped_rules
from alongside.notifications.unsubscribing import Link, undo_token
from scripts.demo_server import Site
from tests.browser import private, talk

EVERYONE = ("stranger", "parent", "admin")
MEMBERS = ("parent", "admin")
STRANGERS = ("stranger",)
STAFF = ("admin",)

# Of a community that has an outside service too.
ADDRESSES = "tests.people.outside_addresses"
# name -> who of `EVERYONE` gets a page there (200, and no other page instead of it).
PAGES: dict[str, tuple[str, ...]] = {
    "home": EVERYONE,
    "help": EVERYONE,
    "member": EVERYONE,
    "offline": EVERYONE,
    "offline_write": EVERYONE,
    "push": MEMBERS,
    "mail": EVERYONE,
    "mail_item": EVERYONE,
    "unsubscribe": EVERYONE,
    "my_mail": MEMBERS,
    "manage_mail": STAFF,
    "manage": STAFF,
    "manage_help": STAFF,
    "manage_help_number": STAFF,
    "spaces": EVERYONE,
    "topics": EVERYONE,
    "following": MEMBERS,
    "notices": MEMBERS,
    "follows": MEMBERS,
    "hearing": MEMBERS,
    "space": EVERYONE,
    "ask": MEMBERS,
    "drafts": MEMBERS,
    "topic": EVERYONE,
    "topic_reply": MEMBERS,
    "topic_unnamed": MEMBERS,
    "topic_notices": MEMBERS,
    "space_notices": MEMBERS,
    "post_edit": MEMBERS,
    "post_removal": MEMBERS,
    "post_history": EVERYONE,
    "post_whole": EVERYONE,
    "manage_spaces": STAFF,
    "manage_new_space": STAFF,
    "manage_space": STAFF,
    "manage_new_section": STAFF,
    "manage_section": STAFF,
    "account_signup": STRANGERS,
    "account_login": STRANGERS,
    "account_request_login_code": STRANGERS,
    "account_inactive": EVERYONE,
    "openid_connect_login": EVERYONE,
    "socialaccount_login_cancelled": EVERYONE,
    "account_reset_password": EVERYONE,
    "account_password_reset_completed": EVERYONE,
    "account_logout": MEMBERS,
    "account_email": MEMBERS,
    "account_change_password": MEMBERS,
    "mfa_index": MEMBERS,
    "mfa_add_webauthn": MEMBERS,
    "mfa_activate_totp": MEMBERS,
    "profile_edit": MEMBERS,
    "my_people": MEMBERS,
    "person_block": MEMBERS,
    "my_data": MEMBERS,
    "words_removal": MEMBERS,
    # The demo has one administrator, and the last one cannot leave.
    "leave": ("parent",),
    "left": EVERYONE,
    "messages": MEMBERS,
    "my_reports": MEMBERS,
    "thread": MEMBERS,
    "thread_leave": MEMBERS,
    "thread_people": MEMBERS,
    "thread_invite": MEMBERS,
    "message_report": MEMBERS,
    "message_removal": MEMBERS,
    "message_new": MEMBERS,
    "asker_message": STAFF,
    "manage_reports": STAFF,
    "manage_signs": STAFF,
    "manage_report": STAFF,
    "manage_words": STAFF,
    "manage_word_new": STAFF,
    "manage_rehearsal": STAFF,
    "manage_word": STAFF,
    "manage_shipped": STAFF,
    "manage_appeals": STAFF,
    "manage_appeal": STAFF,
    "manage_people": STAFF,
    "manage_person": STAFF,
}
# Pages in the middle of something: test_accessibility walks there by doing it.
HALFWAY = {
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_set_password",
    "account_reauthenticate",
    "confirm_by_code",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "outside_end",
    "socialaccount_signup",
    "claim",
    "leaving",
}
# Answers that are no page: a redirect to one, a POST, a word for monitors.
NO_PAGE = {
    "alive",
    "keep_account",
    "openid_connect_callback",
    "socialaccount_login_error",
    "socialaccount_connections",
    "agreement",
    "agreement_end",
    "data_asked",
    "data_file",
    "manifest",
    "favicon",
    "service_worker",
    "draft_keeping",
    "mail_incoming",
    "push_devices",
    "push_removal",
    "push_trial",
    "post",
    "topic_unread",
    "preview",
    "reading",
    "post_care",
    "manage_sign_seen",
    "draft_discard",
    "post_reactions",
    "post_appeal",
    "topic_follow",
    "topic_unfollow",
    "notice",
    "notices_read",
    "topic_mute",
    "topic_unmute",
    "topic_lock",
    "topic_unlock",
    "topic_reading",
    "space_follow",
    "space_unfollow",
    "manage_help_removal",
    "manage_space_member",
    "manage_space_member_removal",
    "person_unblock",
    "person_mute",
    "person_unmute",
    "thread_reading",
    "thread_accept",
    "thread_decline",
    "thread_mute",
    "thread_unmute",
    "manage_report_opening",
    "manage_report_closing",
    "manage_rehearsal_proposal",
    "manage_word_rehearsal",
    "manage_word_agreement",
    "manage_word_refusal",
    "manage_word_withdrawal",
    "manage_word_end",
    # Needs a rule's name: FURTHER has it.
    "manage_shipped_rule",
    "manage_shipped_end",
    "manage_appeal_answer",
    "manage_shipped_rehearsal",
    "member_role",
    "member_block",
    "member_unblock",
    "mfa_login_webauthn",
    "mfa_download_recovery_codes",
    "session_end",
    "sessions_end",
    "unsubscribe_undo",
    "my_mail_again",
    "manage_mail_retry",
    "mail_events",
    "invitation",
    "invitation_end",
}
# The same addresses once more, where what they show differs much, and pages of errors.
FURTHER = {
    "/conversations?show=unanswered": EVERYONE,
    "/conversations?show=followed": MEMBERS,
    "/help?country=GB": EVERYONE,
    "/m/{member_id}?as=members": MEMBERS,
    "/messages?show=requests": MEMBERS,
    "/manage/reports?show=closed": STAFF,
    "/manage/words/shipped?tier=ask&kind=body": STAFF,
    "/manage/words/shipped/rule?name=en/facial": STAFF,
    "/manage/first?show=seen": STAFF,
    "/there-is-no-such-page": EVERYONE,
    "/sign-in/outside/failed": STRANGERS,
}


# A word that everybody finds hidden.
HURTS = "fucktard"


@dataclass(frozen=True)
class Route:
    name: str
    parameters: tuple[str, ...]

    def address(self, known: dict[str, str]) -> str:
        return reverse(self.name, ADDRESSES, kwargs={name: known[name] for name in self.parameters})


def routes() -> list[Route]:
    """The whole address map."""
    return list(_walk(get_resolver(ADDRESSES).url_patterns))


def _walk(patterns: list[URLPattern | URLResolver]) -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        else:
            yield Route(str(pattern.name), tuple(pattern.pattern.converters))


def pages_of(person: str, known: dict[str, str]) -> Iterator[str]:
    """The address of every page that this person gets."""
    yield from (route.address(known) for route in routes() if person in PAGES.get(route.name, ()))
    further = (address for address, people in FURTHER.items() if person in people)
    yield from (address.format_map(known) for address in further)


def demo_values(author: Page, admin: Page) -> dict[str, str]:
    """A value for every parameter of the map: a conversation of `author`, a draft, and so on."""
    own = talk.start(author, "A conversation with everything in it", "How it *was* at first.")
    post = talk.last_post(author, own)
    talk.send(author, f"/p/{post}/edit", f"/p/{post}/edit", title=own.title, edit_count="0",
              body=f"How it *is* now, {HURTS}.\n\n> Quoted.")  # fmt: skip
    other = talk.start(author, "The conversation of a draft")
    talk.send(author, other.topic, "/drafts", place=f"topic:{other.id}", body="Not yet said")
    unnamed = talk.start(author, "Asked without a name", under="no_name")
    manage = admin.request.get("/manage/spaces").text()
    thread = _first(r'href="/messages/(\d+)"', author.request.get("/messages").text())
    message = private.reported(author, thread)
    return {
        "topic_id": str(own.id),
        "unnamed_id": str(unnamed.id),
        "asker_topic_id": private.asked_without_a_name(admin),
        "thread_id": thread,
        "message_id": message,
        "sent_id": private.sent(author, thread),
        "rule_id": _first(r'href="/manage/words/(\d+)"', admin.request.get("/manage/words").text()),
        "rehearsal_id": _rehearsed(admin),
        "appeal_id": _asked_about(author, admin),
        "report_id": private.report_of_staff(admin),
        "recipient_id": private.somebody_to_ask(author, thread),
        "invitee_id": private.somebody_to_ask(author, thread),
        "post_id": str(post),
        "slug": talk.SPACE,
        # Only sent to, or led on from, and nobody of the demo has such a thing.
        "push_id": "1",
        "notice_id": "1",
        "mark": "none",
        "export_secret": "none",
        "draft_id": _first(r"/drafts/(\d+)/discard", author.request.get("/drafts").text()),
        "member_id": _first(r'href="/m/(\d+)"', author.request.get(own.topic).text()),
        "person_id": _somebody_else(author),
        "mail_id": _first(r'href="/mail/([^"]+)"', author.request.get("/mail/").text()),
        # The last space is the one with a list of who may come in.
        "space_id": re.findall(r'href="/manage/spaces/(\d+)"', manage)[-1],
        "section_id": _first(r'href="/manage/sections/(\d+)"', manage),
        "number_id": _first(r"/manage/help/(\d+)", admin.request.get("/manage/help").text()),
    }


def mailed_values(site: Site) -> dict[str, str]:
    """What only a mail holds: links signed with the key of that server."""
    key = (site.log.parent / "data" / "secret_key").read_text().strip()
    with override_settings(SECRET_KEY=key):
        link = Link(1, "replies")
        return {"unsubscribe_token": link.token, "undo_token": undo_token(link, "7b7d")}


def _rehearsed(admin: Page) -> str:
    """A word that was counted and not proposed."""
    new = "/manage/words/new"
    return talk.send(admin, new, new, word="twitching", tier="mask", reason="x").rpartition("/")[2]


def _asked_about(author: Page, admin: Page) -> str:
    """A hidden word that its author asks about."""
    word = next(rule.word for rule in shipped_rules() if rule.tier is Tier.MASK)
    told = talk.start(author, "What a man in the street said", f"He called my son a {word}.")
    rule = _first(r'name="rule" value="([^"]+)"', author.request.get(told.topic).text())
    talk.send(author, told.topic, f"/p/{talk.last_post(author, told)}/appeal", rule=rule)
    appeals = admin.request.get("/manage/words/appeals").text()
    return re.findall(r'href="/manage/words/appeals/(\d+)"', appeals)[-1]


def _somebody_else(author: Page) -> str:
    """Whoever wrote beside the author in one of the newest conversations, and is not staff."""
    topics = re.findall(r'href="(/t/\d+)"', author.request.get("/conversations").text())
    pages = (author.request.get(topic).text() for topic in topics)
    return next(found[1] for page in pages if (found := re.search(r'href="/m/(\d+)/block"', page)))


def _first(pattern: str, html: str) -> str:
    found = re.search(pattern, html)
    assert found, f"the demo has nothing like {pattern}"
    return found[1]
