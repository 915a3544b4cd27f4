"""A page comes in whole or not at all, once, and takes nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.db import IntegrityError
from django.utils import timezone

from alongside.discussions.actions import follow_topic, restore
from alongside.discussions.models import Access, Post, Section, Space, Topic, TopicFollow
from alongside.discussions.reads import topic_page
from alongside.exchange.actions import ImportRefused, UnknownSpace, find_import, import_page
from alongside.exchange.demo.files import REAL_PAGE
from alongside.exchange.page import Page, PagePost, read_page
from alongside.kernel.hiding import MARK, MARKED
from alongside.kernel.markdown import render
from alongside.language.word_rules import Tier
from alongside.people.models import Member
from alongside.people.rules.names import check_name
from alongside.words.models import OwnRule, RuleState
from alongside.work.models import Event

pytestmark = pytest.mark.usefixtures("empty")
NEW_YORK = ZoneInfo("America/New_York")
THEN = datetime(2020, 5, 3, 18, 30, tzinfo=UTC)


@pytest.fixture
def page() -> Page:
    return read_page(REAL_PAGE, NEW_YORK)


def made(*authors: str, title: str = "Another page", at: datetime = THEN) -> Page:
    posts = tuple(
        PagePost(number, author, "member", at + timedelta(hours=number), f"Words {number}.", 0)
        for number, author in enumerate(authors, 1)
    )
    return Page(title, posts, len(posts) - 1, 0)


def test_a_hidden_word_is_kept_and_not_shown(space: Space) -> None:
    rule = OwnRule.objects.create(word="blorpish", tier=Tier.MASK, state=RuleState.LIVE)
    page = made("Anna", "Old blorpish", title="A blorpish page")
    page = replace(page, posts=(replace(page.posts[0], text="So blorpish ******."), page.posts[1]))
    topic = Topic.objects.get(pk=import_page(page, "little-ones").topic_id)
    opening, reply = topic.posts.order_by("number")
    assert (topic.title, topic.whole_title) == (f"A {MARK} page", page.title)
    assert opening.html == f'<p>So {MARKED} <span class="masked">******</span>.</p>\n'
    assert reply.author.name == "Name hidden"
    # Who it was is known by what was printed, though nobody reads that.
    assert import_page(replace(page, title="Another"), "little-ones").created
    assert Member.objects.count() == 2
    OwnRule.objects.update(state=RuleState.TAKEN_BACK)
    restore(str(rule))
    opening.refresh_from_db()
    topic.refresh_from_db()
    assert (topic.title, opening.html) == (page.title, render(opening.source, imported=True))


def everything() -> str:
    models = (Member, Section, Space, Topic, Post, TopicFollow, Event)
    return "".join(serialize("json", model.objects.order_by("pk")) for model in models)


def test_the_real_page(page: Page, space: Space, counters_hold: Callable) -> None:
    done = import_page(page, "little-ones")
    assert done.created
    topic = Topic.objects.get(pk=done.topic_id)
    assert (topic.title, topic.kind, topic.space) == ("Hemifacial spasm", "question", space)
    assert topic.created_at == datetime(2021, 4, 23, 20, 6, tzinfo=UTC)
    assert topic.first_reply_at == datetime(2021, 4, 23, 20, 21, tzinfo=UTC)
    assert topic.last_post_at == datetime(2021, 4, 24, 13, 49, tzinfo=UTC)
    assert (topic.reply_count, topic.last_number, topic.sample) == (2, 3, False)
    wrote = [(p.author.name, p.author.role, p.imported) for p in topic.posts.order_by("number")]
    assert wrote == [
        ("TSJ2019", "member", True),
        ("AHAModerator", "moderator", True),
        ("AmbassadorMK", "ambassador", True),
    ]
    assert not Event.objects.exists()
    counters_hold()


def test_masked_words_stay_and_are_marked(page: Page, space: Space) -> None:
    opening = Post.objects.get(topic_id=import_page(page, "little-ones").topic_id, number=1)
    assert opening.html.count('<span class="masked">******</span>') == 2
    assert "involves other ****** contractions" in opening.source


def test_what_was_plain_text_stays_plain_text(space: Space) -> None:
    words = replace(made("Kim").posts[0], text="<script>alert(1)</script> *me* [x](javascript:y)")
    topic_id = import_page(replace(made("Kim"), posts=(words,)), "little-ones").topic_id
    html = Post.objects.get(topic_id=topic_id).html
    assert html.strip() == "<p>&lt;script&gt;alert(1)&lt;/script&gt; *me* [x](javascript:y)</p>"


def test_printed_followers_add_up_with_new_ones(
    page: Page, space: Space, hana: Member, viewer: Callable
) -> None:
    topic_id = import_page(page, "little-ones").topic_id
    assert not TopicFollow.objects.exists()
    assert topic_page(viewer(hana), topic_id).followers == 3
    follow_topic(viewer(hana), topic_id)
    assert topic_page(viewer(hana), topic_id).followers == 4


def test_importing_again_changes_nothing(page: Page, space: Space) -> None:
    first = import_page(page, "little-ones")
    before = everything()
    assert import_page(page, "little-ones") == replace(first, created=False)
    assert import_page(page) == find_import(page) == replace(first, created=False)
    assert everything() == before


def test_not_even_after_it_was_edited_and_removed(page: Page, space: Space) -> None:
    topic_id = import_page(page, "little-ones").topic_id
    Topic.objects.update(title="A better title", removed_at=timezone.now())
    Post.objects.update(source="Gone.", html="<p>Gone.</p>")
    before = everything()
    assert import_page(page, "little-ones").topic_id == topic_id
    assert everything() == before


def test_another_conversation_with_the_same_title_is_another(space: Space) -> None:
    first, other = made("Kim"), made("Kim", at=THEN + timedelta(minutes=1))
    assert import_page(first).topic_id != import_page(other).topic_id


def test_nobody_can_sign_in_as_an_imported_person(page: Page, space: Space) -> None:
    import_page(page, "little-ones")
    for member in Member.objects.all():
        assert (member.email, member.is_active) == (None, False)
        assert not member.has_usable_password()
        assert member.name in member.imported_from


def test_a_real_member_is_never_taken_for_the_author(page: Page, space: Space) -> None:
    real = Member.objects.create_member("tsj2O19", "tsj@example.net")
    topic_id = import_page(page, "little-ones").topic_id
    author = Topic.objects.get(pk=topic_id).author
    assert author != real
    assert (author.name, author.name_key[:9]) == ("TSJ2019", "imported:")
    real.refresh_from_db()
    assert (real.post_count, real.imported_from, real.name_key) == (0, "", "tsj2ol9")
    assert real.posts.count() == 0


def test_nobody_can_take_the_name_of_an_imported_person(page: Page, space: Space) -> None:
    import_page(page, "little-ones")
    with pytest.raises(ValidationError, match="taken"):
        check_name("tsj 2019")


def test_two_authors_whose_names_look_alike_stay_two(space: Space) -> None:
    topic_id = import_page(made("Kim", "KIM", "!?")).topic_id
    assert Post.objects.filter(topic_id=topic_id).values("author").distinct().count() == 3


def test_one_author_on_two_pages_is_one_person(space: Space, counters_hold: Callable) -> None:
    import_page(made("Kim", "Sam", "Kim"))
    import_page(made("Sam", "Kim", title="One more"))
    assert Member.objects.get(name="Kim").post_count == 3
    assert Member.objects.get(name="Sam").post_count == 2
    assert Space.objects.get().topic_count == 2
    counters_hold()


def test_an_old_page_does_not_make_a_space_look_older(space: Space) -> None:
    import_page(made("Kim", at=THEN))
    import_page(made("Kim", at=THEN - timedelta(days=900)))
    assert Space.objects.get().last_post_at == THEN + timedelta(hours=1)


def test_somebody_from_the_demo_who_is_on_a_real_page_is_real(space: Space) -> None:
    import_page(made("Kim", "Sam"), sample=True)
    assert set(Member.objects.values_list("sample", flat=True)) == {True}
    import_page(made("Kim", title="A real page"))
    import_page(made("Sam", title="Another sample"), sample=True)
    assert dict(Member.objects.values_list("name", "sample")) == {"Kim": False, "Sam": True}


def test_a_space_that_is_not_there(page: Page, space: Space) -> None:
    Space.objects.create(section=space.section, slug="grown-ups", name="Grown-ups", position=1)
    for ask in (import_page, find_import):
        with pytest.raises(UnknownSpace) as caught:
            ask(page, "nowhere")
        said = 'there is no space "nowhere"; the spaces are: little-ones, grown-ups'
        assert str(caught.value) == said
    assert caught.value.slugs == ("little-ones", "grown-ups")
    assert not Topic.objects.exists()
    assert not Member.objects.exists()


def test_no_space_at_all(page: Page) -> None:
    with pytest.raises(UnknownSpace, match="there are no spaces yet"):
        import_page(page)


def test_without_a_space_it_goes_to_the_first_that_everyone_can_read(
    page: Page, space: Space
) -> None:
    front = Section.objects.create(slug="front", name="Front", position=0)
    Section.objects.exclude(pk=front.pk).update(position=1)
    Space.objects.create(section=front, slug="closed", name="Closed", access=Access.MEMBERS)
    assert Topic.objects.get(pk=import_page(page).topic_id).space == space


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (made("Kim", title="x" * 121), "the title has 121 characters and 120 fit"),
        (made("Kim", "k" * 31), "the name above post 2 has 31 characters and 30 fit"),
        (made("Kim", at=datetime(2999, 1, 1, tzinfo=UTC)), "post 1 is from a time"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(page: Page, why: str, space: Space) -> None:
    before = everything()
    with pytest.raises(ImportRefused, match=why) as caught:
        import_page(page)
    assert "\n" not in str(caught.value)
    assert everything() == before


def test_a_failure_in_the_middle_leaves_nothing(space: Space) -> None:
    page = made("Kim", "Sam")
    twice = replace(page, posts=(*page.posts, page.posts[1]))
    before = everything()
    with pytest.raises(IntegrityError):
        import_page(twice)
    assert everything() == before
