"""The pages of accounts and people: whole, ours, and shut to who must not come in."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver, reverse

from alongside.people import reads
from alongside.people.models import Member, Role
from alongside.people.viewer import Viewer

FOR_ALL = ["/sign-up", "/sign-in", "/sign-in/code", "/sign-in/closed", "/password/reset",
           "/password/reset/done"]  # fmt: skip
AUDIENCES = {f"{line}_audience": "staff" for line in ("connection", "about", "place", "zone")}
FOR_MEMBERS = ["/me/address", "/me/password", "/me/profile", "/sign-out"]


class Forms(HTMLParser):
    """Which forms are on a page, and which of them would be refused."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside, self.bare, self.posts, self.ids = "", 0, 0, list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        if tag == "form":
            self.inside = found.get("method") or "get"
            self.posts += self.inside == "post"
            self.bare += self.inside == "post"
        if found.get("name") == "csrfmiddlewaretoken":
            self.bare -= 1


def check(page: str) -> None:
    forms = Forms(page)
    assert "<html lang" in page
    assert "<h1>" in page
    assert not forms.bare
    assert len(forms.ids) == len(set(forms.ids))
    assert "style=" not in page


@pytest.mark.parametrize("path", FOR_ALL)
@pytest.mark.django_db
def test_pages_for_all(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    check(answer.content.decode())


@pytest.mark.parametrize("path", FOR_MEMBERS)
def test_pages_for_members(client: Client, anna: Member, path: str) -> None:
    assert client.get(path).status_code in (302, 303)
    client.force_login(anna)
    answer = client.get(path)
    assert answer.status_code == 200
    check(answer.content.decode())
    assert Forms(answer.content.decode()).posts


@pytest.mark.parametrize("path", ["/sign-up", "/sign-in", "/sign-in/code", "/password/reset"])
@pytest.mark.django_db
def test_a_post_without_its_token_does_nothing(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    entry = {"email": "b@example.org", "username": "Bea", "login": "b@example.org", "password": "x"}
    assert strict.post(path, entry).status_code == 403
    assert not Member.objects.filter(name="Bea").exists()


def test_every_text_of_allauth_that_we_use_is_ours() -> None:
    """A text that is missing here would be taken from allauth, in its own look and words."""
    theirs = Path(allauth.__file__).parent / "templates" / "account"
    ours = {
        name
        for folder in ("email", "messages")
        for path in (theirs / folder).iterdir()
        if not any(word in (name := f"account/{folder}/{path.name}") for word in
                   ("phone", "base_", "email_confirm_", "reset_key"))
    }  # fmt: skip
    for name in ours:
        assert "alongside/people/templates" in str(get_template(name).origin.name), name
    routes = [route for room in get_resolver().url_patterns for route in room.url_patterns]
    for route in routes:
        template = getattr(getattr(route.callback, "view_class", None), "template_name", "")
        if template:
            assert "alongside/people" in str(get_template(template).origin.name), template


def test_save_a_profile(client: Client, anna: Member) -> None:
    client.force_login(anna)
    entry = {"name": "Anna B", "about": "Mum \u202eof\r\ntwo"}
    entry |= {"zone": "Europe/London", "country": "GB", "connection": "parent", "place": " Leeds "}
    answer = client.post("/me/profile", entry | AUDIENCES)
    assert (answer.status_code, answer["Location"]) == (303, reverse("member", args=[anna.pk]))
    anna.refresh_from_db()
    assert (anna.name, anna.about, anna.zone, anna.country) == (
        "Anna B", "Mum of two", "Europe/London", "GB",
    )  # fmt: skip
    assert (anna.connection, anna.place) == ("parent", "Leeds")
    assert {name: getattr(anna, name) for name in AUDIENCES} == AUDIENCES


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Please fill this in."),
        ("name", "Grace", "taken"),
        ("name", "x" * 31, "30 letters"),
        ("about", "x" * 301, "300 letters"),
        ("zone", "Mars/Base", "from the list"),
        ("country", "XX", "from the list"),
        ("place", "x" * 81, "80 letters"),
        ("connection", "king", "from the list"),
        ("place_audience", "", "from the list"),
        ("about_audience", "friends", "from the list"),
    ],
)
def test_a_profile_that_cannot_be_saved_is_shown_as_typed(
    client: Client, anna: Member, admin: Member, field: str, value: str, sentence: str
) -> None:
    client.force_login(anna)
    entry = {"name": "Anna Two", "about": "My <b>words</b>", "zone": "", "country": ""}
    answer = client.post("/me/profile", entry | AUDIENCES | {field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert field == "about" or "My &lt;b&gt;words&lt;/b&gt;" in page
    anna.refresh_from_db()
    assert anna.name == "Anna"


def test_a_profile_as_others_see_it(
    anna: Member, admin: Member, viewer: Callable[[Member | None], Viewer]
) -> None:
    Member.objects.filter(pk=anna.pk).update(about="Hello", is_active=False)
    nobody, staff = viewer(None), viewer(admin)
    seen = reads.person_line(nobody, anna.pk)
    assert seen and (seen.name, seen.role, seen.lines) == ("Anna", Role.MEMBER, ())
    seen = reads.person_line(staff, anna.pk)
    assert seen and [line.words for line in seen.lines] == ["Hello"]
    assert reads.person_line(nobody, 10**12) is None


def test_manage_people(client: Client, admin: Member, anna: Member, imported: Member) -> None:
    client.force_login(admin)
    page = client.get("/manage/people").content.decode()
    check(page)
    assert all(member.name in page for member in (admin, anna, imported))
    assert "anna@example.org" not in page
    page = client.get("/manage/people", {"search": "ÁNN"}).content.decode()
    assert "Anna" in page
    assert "AHAModerator" not in page
    for odd in ({"search": "zzz"}, {"search": "x" * 999}, {"after": "9" * 40}):
        assert client.get("/manage/people", odd).status_code == 200


def test_manage_many_people(
    admin: Member, viewer: Callable[[Member | None], Viewer], django_assert_num_queries: Callable
) -> None:
    for number in range(120):
        Member.objects.create_member(f"Person {number}")
    seen, after = list[int](), 0
    while not seen or after:
        with django_assert_num_queries(1):
            found = reads.people_page(viewer(admin), after=after)
        seen, after = seen + [person.id for person in found.people], found.after
    assert seen == list(Member.objects.order_by("-pk").values_list("pk", flat=True))


def test_what_administrators_do(client: Client, admin: Member, anna: Member) -> None:
    client.force_login(admin)
    check(client.get(f"/manage/people/{anna.pk}").content.decode())
    answer = client.post(f"/manage/people/{anna.pk}/role", {"role": "ambassador"})
    assert answer["Location"] == f"/manage/people/{anna.pk}"
    assert "Anna has the role Ambassador now." in client.get(answer["Location"]).content.decode()
    client.post(f"/manage/people/{anna.pk}/block")
    anna.refresh_from_db()
    assert (anna.role, anna.is_active) == (Role.AMBASSADOR, False)
    client.post(f"/manage/people/{anna.pk}/unblock")
    anna.refresh_from_db()
    assert anna.is_active
    refused = client.post(f"/manage/people/{admin.pk}/role", {"role": "member"}, follow=True)
    assert "You cannot do this to yourself" in refused.content.decode()
    assert client.get("/manage/people/999999999").status_code == 404
    assert client.post(f"/manage/people/{anna.pk}/role", {"role": "king"}).status_code == 404


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.ADMINISTRATOR)])
def test_for_others_it_does_not_exist(
    client: Client, anna: Member, admin: Member, role: Role | None
) -> None:
    if role is not None:
        Member.objects.filter(pk=anna.pk).update(role=role)
        client.force_login(anna)
    never = client.get("/manage/never-was")
    assert never.status_code == 404
    for hidden in ("/manage/people", f"/manage/people/{admin.pk}"):
        answer = client.get(hidden)
        assert answer.status_code == 404
        assert answer.content.replace(hidden.encode(), b"") == never.content.replace(
            b"/manage/never-was", b""
        )
    for action in ("role", "block", "unblock"):
        answer = client.post(f"/manage/people/{admin.pk}/{action}", {"role": "member"})
        assert answer.status_code == 404
    admin.refresh_from_db()
    assert (admin.role, admin.is_active) == (Role.ADMINISTRATOR, True)


def test_a_line_whose_readers_are_not_named_keeps_them(anna: Member, client: Client) -> None:
    client.force_login(anna)
    Member.objects.filter(pk=anna.pk).update(about_audience="staff")
    assert client.post("/me/profile", {"name": "Anna", "about": "A few words"}).status_code == 303
    anna.refresh_from_db()
    assert (anna.about, anna.about_audience, anna.zone_audience) == ("A few words", "staff", "me")
