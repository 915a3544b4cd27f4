"""The sample community comes and goes as a whole, and leaves real people's words alone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import LazySettings
from django.core.serializers import serialize
from django.db.models import Model
from django.utils import timezone

from alongside.discussions.actions import (
    follow_space,
    follow_topic,
    give_reaction,
    post_reply,
    save_draft,
    start_topic,
)
from alongside.discussions.models import (
    Access,
    AnonymousAsker,
    Post,
    PostRevision,
    Reaction,
    ReactionKind,
    ReadMark,
    Section,
    Space,
    SpaceFollow,
    Topic,
    TopicFollow,
)
from alongside.discussions.reads import following_page, topic_page
from alongside.exchange.demo import (
    DEMO_PASSWORD,
    DemoReport,
    SignIn,
    demo_is_loaded,
    demo_sign_ins,
    files,
    load_demo,
    remove_demo,
)
from alongside.kernel.verdicts import Refused
from alongside.moderation.models import Rehearsal
from alongside.people.models import Member, Session
from alongside.words.models import OwnRule, RuleChange, RuleState
from alongside.work.models import Event
from tests.cast import Cast

ROOMS = ("people", "discussions", "work", "account")
Look = Callable[[Member], object]


@pytest.fixture
def demo(empty: None) -> DemoReport:
    return load_demo(lambda _: None)


@pytest.fixture
def parent(demo: DemoReport) -> Member:
    return Member.objects.get(email="parent@example.org")


def removed() -> DemoReport:
    return remove_demo(lambda _: None)


def rows() -> dict[type[Model], int]:
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    return {model: model.objects.count() for model in models if model.objects.exists()}


def written() -> str:
    models = (model for room in ROOMS for model in apps.get_app_config(room).get_models())
    return "".join(serialize("json", model.objects.order_by("pk")) for model in models)


def ask(viewer: object, space: str = "pediatric-stroke", token: str = "a") -> Topic:
    return start_topic(
        viewer,
        space_slug=space,
        kind="question",
        title="Mine",
        source=f"Hello. {token}",
        token=token,
    ).topic


class TestLoading:
    def test_it_looks_lived_in(self, demo: DemoReport, counters_hold: Callable) -> None:
        assert (demo.sections, demo.spaces) == (3, 8)
        assert (demo.people, demo.topics) == (41, 46)
        assert demo.posts == Post.objects.count() > 250
        assert not Event.objects.exists()
        for member in Member.objects.all():
            assert member.post_count == member.posts.filter(removed_at=None).count()
        counters_hold()

    def test_everything_is_marked_as_a_sample(self, demo: DemoReport) -> None:
        for model in (Section, Space, Topic, Member):
            assert not model.objects.filter(sample=False).exists()

    def test_nothing_is_from_the_future(self, demo: DemoReport) -> None:
        now = timezone.now()
        for model in (Member, *apps.get_app_config("discussions").get_models()):
            for field in model._meta.get_fields():
                if field.get_internal_type() == "DateTimeField":
                    late = model.objects.filter(**{f"{field.name}__gt": now})
                    assert not late.exists(), (model, field)

    def test_people_were_here_before_they_spoke(self, demo: DemoReport) -> None:
        for post in Post.objects.select_related("author"):
            assert post.author.joined_at <= post.created_at

    def test_the_second_time_changes_nothing(self, demo: DemoReport) -> None:
        before, said = rows(), []
        assert load_demo(said.append) == DemoReport()
        assert rows() == before
        assert said == ["The sample community is already here."]

    def test_it_says_what_it_does_and_is_quick(self, empty: None) -> None:
        said: list[str] = []
        started = time.process_time()
        assert load_demo(said.append).changed
        assert time.process_time() - started < 1.5
        assert said == [
            "Sample spaces: 8", "Sample people: 38", "Sample conversations: 46",
            "Sample private messages: 3 threads",
        ]  # fmt: skip

    def test_five_can_sign_in(self, demo: DemoReport) -> None:
        five = demo_sign_ins()
        assert five[1] == SignIn("Marisol T", "parent@example.org", "member")
        roles = [one.role for one in five]
        assert roles == ["newcomer", "member", "ambassador", "moderator", "administrator"]
        for one in five:
            member = Member.objects.get(email=one.email)
            assert member.check_password(DEMO_PASSWORD)
            address = EmailAddress.objects.get(user=member)
            assert (address.email, address.verified, address.primary) == (one.email, True, True)
        assert sum(member.has_usable_password() for member in Member.objects.all()) == 5

    def test_the_real_page_is_there(self, demo: DemoReport, parent: Member, viewer: Look) -> None:
        topic = Topic.objects.get(title="Hemifacial spasm")
        page = topic_page(viewer(parent), topic.pk)
        assert (page.followers, page.imported, page.sample) == (3, True, True)
        assert page.space.slug == "pediatric-stroke"

    def test_edits_quotes_and_removals(self, demo: DemoReport) -> None:
        edited = Post.objects.filter(edit_count=1)
        assert edited.count() == PostRevision.objects.count() >= 3
        for post in edited:
            revision = post.revisions.get()
            assert revision.number == 0
            assert revision.source != post.source
            assert revision.written_at == post.created_at < post.edited_at
        assert Post.objects.filter(html__startswith="<blockquote>").count() >= 10
        by = set(Post.objects.exclude(removed_at=None).values_list("removed_by", flat=True))
        assert by == {"author", "staff"}

    def test_unread_marks_look_lived_in(self, parent: Member, viewer: Look) -> None:
        marks = list(ReadMark.objects.filter(member=parent).select_related("topic"))
        assert sum(mark.last_number == mark.topic.last_number for mark in marks) >= 10
        assert sum(mark.last_number < mark.topic.last_number for mark in marks) >= 5
        new = following_page(viewer(parent))
        assert [space.slug for space in new.spaces] == ["pediatric-stroke"]
        assert len(new.topics) >= 5
        assert TopicFollow.objects.filter(member=parent).count() >= 5

    def test_nobody_has_marks_where_they_may_not_be(self, parent: Member) -> None:
        hidden = Topic.objects.filter(space__access=Access.MEMBERSHIP)
        assert hidden.exists()
        assert not ReadMark.objects.filter(member=parent, topic__in=hidden).exists()
        room = Space.objects.get(slug="ambassadors-room")
        assert room.memberships.count() == 7

    def test_production_refuses(self, empty: None, settings: LazySettings) -> None:
        settings.ALONGSIDE = msgspec.structs.replace(settings.ALONGSIDE, mode="production")
        with pytest.raises(Refused, match="production mode"):
            load_demo(lambda _: None)
        assert not demo_is_loaded()
        assert not rows().keys() & {Member, Space, Topic}

    def test_a_failure_in_the_middle_leaves_nothing(
        self, empty: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = Path(shutil.copytree(files.SAMPLES, tmp_path / "samples"))
        last = broken / "conversations-ambassadors-room.toml"
        last.write_text(last.read_text().replace('author = "Colm"', 'author = "Nobody"'))
        monkeypatch.setattr(files, "SAMPLES", broken)
        before = rows()
        with pytest.raises(KeyError, match="Nobody"):
            load_demo(lambda _: None)
        assert rows() == before

    def test_real_names_addresses_and_spaces_stay_theirs(self, space: Space) -> None:
        Space.objects.filter(pk=space.pk).update(slug="pediatric-stroke")
        real = Member.objects.create_member("C0LM", "parent@example.org")
        load_demo(lambda _: None)
        assert Member.objects.get(name="Colm").name_key.startswith("sample:")
        assert Member.objects.get(name="Marisol T").email is None
        assert len(demo_sign_ins()) == 4
        space.refresh_from_db()
        assert (space.name, space.sample, space.topic_count) == ("Little ones", False, 10)
        removed()
        space.refresh_from_db()
        assert (space.topic_count, space.last_post_at) == (0, None)
        assert list(Member.objects.all()) == [real]


class TestRemoval:
    def test_nothing_is_left(self, parent: Member, viewer: Look) -> None:
        Session.objects.create(session_key="k", member=parent, expire_date=timezone.now())
        save_draft(viewer(parent), "ask", body="I was going to", token="d")
        assert removed().changed
        left = rows()
        assert not left.keys() & {Member, Session, EmailAddress}
        assert not {m for m in left if m._meta.app_label == "discussions"}
        assert not demo_is_loaded()

    def test_it_reports_and_does_nothing_twice(self, demo: DemoReport) -> None:
        said: list[str] = []
        assert remove_demo(said.append) == demo
        assert said == ["Conversations taken away: 46", "People taken away: 41"]
        assert remove_demo(said.append) == DemoReport()

    def test_it_can_come_back(self, demo: DemoReport) -> None:
        removed()
        assert load_demo(lambda _: None) == demo

    def test_a_real_conversation_stays_with_its_counts_right(
        self, parent: Member, hana: Member, viewer: Look, counters_hold: Callable
    ) -> None:
        topic = ask(viewer(hana))
        opening = topic.posts.get()
        theirs = post_reply(viewer(parent), topic.pk, source="Sample words.", token="b")
        mine = post_reply(viewer(hana), topic.pk, source="Thank you.", token="c")
        give_reaction(viewer(parent), opening.pk, ReactionKind.HUG)
        give_reaction(viewer(hana), theirs.pk, ReactionKind.HELPFUL)
        before = Topic.objects.get(pk=topic.pk)

        report = removed()

        assert (report.posts_emptied, report.spaces_kept, report.spaces) == (1, 1, 7)
        after = Topic.objects.get(pk=topic.pk)
        assert (after.author, after.reply_count, after.follower_count) == (hana, 1, 1)
        assert after.first_reply_at == mine.created_at
        assert after.revision > before.revision
        theirs.refresh_from_db()
        assert (theirs.author, theirs.source, theirs.html) == (None, "", "")
        assert theirs.removed_by == "staff"
        assert Post.objects.get(pk=opening.pk).hug_count == 0
        assert not Reaction.objects.exists()
        space = Space.objects.get()
        assert (space.slug, space.sample, space.topic_count) == ("pediatric-stroke", False, 1)
        assert not Section.objects.get().sample
        page = topic_page(viewer(hana), topic.pk)
        assert [post.author.name for post in page.posts][1] == "Somebody who left"
        counters_hold()

    def test_what_a_sample_person_began_stays_where_somebody_answered(
        self, parent: Member, hana: Member, viewer: Look, counters_hold: Callable
    ) -> None:
        answered, alone = ask(viewer(parent)), ask(viewer(parent), token="b")
        post_reply(viewer(hana), answered.pk, source="I know this well.", token="c")
        report = removed()
        assert report.topics == 47
        assert not Topic.objects.filter(pk=alone.pk).exists()
        page = topic_page(viewer(hana), answered.pk)
        assert (page.author.name, page.reply_count, page.followers) == ("Somebody who left", 1, 1)
        assert [bool(post.html) for post in page.posts] == [False, True]
        counters_hold()

    def test_replies_in_sample_conversations_go_and_are_counted(
        self, demo: DemoReport, hana: Member, viewer: Look
    ) -> None:
        sample = Topic.objects.filter(space__slug="pediatric-stroke").first()
        post_reply(viewer(hana), sample.pk, source="Me too.", token="a")
        follow_topic(viewer(hana), sample.pk)
        follow_space(viewer(hana), "pediatric-stroke")
        ask(viewer(hana), "stroke-survivors", token="b")
        Member.objects.filter(pk=hana.pk).update(post_count=2)
        assert removed().replies_lost == 1
        hana.refresh_from_db()
        assert hana.post_count == 1
        assert not SpaceFollow.objects.exists()
        assert [follow.topic.title for follow in TopicFollow.objects.all()] == ["Mine"]

    def test_a_space_of_the_operators_keeps_its_section(self, demo: DemoReport) -> None:
        section = Section.objects.get(slug="day-to-day")
        Space.objects.create(section=section, slug="ours", name="Ours")
        report = removed()
        assert (report.sections, report.spaces) == (2, 8)
        section.refresh_from_db()
        assert not section.sample

    def test_a_community_that_was_here_is_as_it_was(self, cast: Cast) -> None:
        """Three of the cast have addresses that sample people would sign in with."""
        before = written()
        assert load_demo(lambda _: None).topics == 46
        assert {one.role for one in demo_sign_ins()} == {"member", "administrator"}
        removed()
        assert written() == before


def test_a_sample_asked_without_a_name_is_its_askers_and_nobody_can_tell(parent: Member) -> None:
    asker = AnonymousAsker.objects.get()
    assert asker.member == parent
    written = Post.objects.filter(topic=asker.topic, author=asker.stand_in)
    assert (written.count(), asker.stand_in.joined_at) == (2, asker.topic.created_at)
    assert not Post.objects.filter(topic=asker.topic, author=parent).exists()
    assert TopicFollow.objects.filter(topic=asker.topic, member=parent).exists()


def test_what_somebody_asked_without_a_name_in_the_demo_goes_with_them(
    parent: Member, hana: Member, viewer: Look
) -> None:
    asked = start_topic(
        viewer(parent), space_slug="stroke-survivors", kind="question", title="Who am I?",
        source="Nobody", token="a", unnamed=True,
    )  # fmt: skip
    post_reply(viewer(hana), asked.topic_id, source="Somebody", token="b")
    removed()
    asked = Post.objects.select_related("topic").get(pk=asked.pk)
    assert (asked.author, asked.source, asked.topic.author) == (None, "", None)
    assert not Member.objects.filter(stand_in=True).exists()


def test_a_word_waits_whose_figures_show_the_harm(demo: DemoReport) -> None:
    rehearsal = Rehearsal.objects.get()
    assert rehearsal.rule.state == RuleState.PROPOSED
    assert rehearsal.words == rehearsal.clinical_words == 3
    remove_demo(lambda _: None)
    assert not OwnRule.objects.exists()
    assert not RuleChange.objects.exists()
