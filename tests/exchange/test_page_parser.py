"""A saved page is read whole and right, or refused with one line that helps."""

import json
import os
import time
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alongside.exchange.page import (
    SIZE_LIMIT,
    Page,
    PageError,
    page_json,
    parse_page,
    read_page,
)

NEW_YORK = ZoneInfo("America/New_York")
SAMPLE = Path(str(files("alongside.exchange") / "samples" / "hemifacial-spasm.txt"))
OVERLAY = "dark overlay when lightbox active"


def page_text(
    *,
    heading: str = "Sam, April 23, 2021 4:06pm EST",
    body: str = "First words.",
    reply: str = "Hello Sam.",
    name: str = "Kim",
    end: str = f"\n{OVERLAY}\n",
) -> str:
    """A page of two posts, with one thing as the test wants it."""
    return (
        f"• 1 reply\n  • 3 followings\n{heading}\n\nA title\n\n{body}\n\n1 Reply\n"
        f"  • {name}\n    {name}, April 24, 2021 9:49am EST\n\n    {reply}\n{end}"
    )


def read(**parts: str) -> Page:
    return parse_page(page_text(**parts), NEW_YORK)


def refusal(text: str) -> PageError:
    with pytest.raises(PageError) as caught:
        parse_page(text, NEW_YORK)
    assert "\n" not in str(caught.value)
    assert str(caught.value) == f"line {caught.value.line}: {caught.value.reason}"
    return caught.value


class TestTheRealPage:
    page = read_page(SAMPLE, NEW_YORK)

    def test_title_and_printed_counts(self) -> None:
        assert (self.page.title, self.page.replies, self.page.followers) == (
            "Hemifacial spasm",
            2,
            3,
        )

    def test_who_wrote_when_in_which_role(self) -> None:
        assert [(p.number, p.author, p.role, p.at.isoformat()) for p in self.page.posts] == [
            (1, "TSJ2019", "member", "2021-04-23T20:06:00+00:00"),
            (2, "AHAModerator", "moderator", "2021-04-23T20:21:00+00:00"),
            (3, "AmbassadorMK", "ambassador", "2021-04-24T13:49:00+00:00"),
        ]

    def test_masked_words_stay_as_printed(self) -> None:
        assert [post.masked for post in self.page.posts] == [2, 0, 0]
        assert "involves other ****** contractions" in self.page.posts[0].text

    def test_paragraphs(self) -> None:
        paragraphs = self.page.posts[1].text.split("\n\n")
        assert [len(paragraphs), paragraphs[0], *paragraphs[2:]] == [
            5,
            "Good afternoon,",
            "Please keep us updated on how your son is doing!",
            "Best wishes,",
            "AHA Moderator",
        ]
        assert "in slow motion video. So we believe" in self.page.posts[0].text

    def test_every_word_between_the_furniture_is_kept_and_no_other(self) -> None:
        printed = SAMPLE.read_text(encoding="utf-8").split("Hemifacial spasm\n")[1]
        for line in (
            "2 Replies",
            "• AHAModerator",
            "AHAModerator, April 23, 2021 4:21pm EST",
            "• AmbassadorMK",
            "AmbassadorMK, April 24, 2021 9:49am EST",
        ):
            assert line.split() in [printed_line.split() for printed_line in printed.splitlines()]
        furniture = ("•", "2 Replies", "AHAModerator,", "AmbassadorMK,", OVERLAY)
        words = [
            word
            for line in printed.splitlines()
            if not line.strip().startswith(furniture)
            for word in line.split()
        ]
        assert [word for post in self.page.posts for word in post.text.split()] == words

    def test_json(self) -> None:
        told = json.loads(json.dumps(page_json(self.page)))
        assert list(told) == ["title", "posts", "replies", "followers"]
        assert [list(post) for post in told["posts"]] == [
            ["number", "author", "role", "at", "text", "masked"]
        ] * 3
        assert told["posts"][0]["at"] == "2021-04-23T20:06:00Z"
        assert told["posts"][0]["masked"] == 2

    @pytest.mark.parametrize("ending", ["\r\n", "\r"])
    def test_other_line_endings_and_a_byte_order_mark(self, ending: str) -> None:
        text = SAMPLE.read_text(encoding="utf-8").replace("\n", ending)
        assert parse_page(f"\ufeff{text}", NEW_YORK) == self.page

    def test_cut_after_any_byte(self, tmp_path: Path) -> None:
        content, cut = SAMPLE.read_bytes(), tmp_path / "cut.txt"
        all_words_by = content.index(b"Ambassador MK\n") + len("Ambassador MK\n")
        unknowable = content.index(b"testing.\n") + len("testing.\n")
        for size in range(len(content)):
            cut.write_bytes(content[:size])
            try:
                page = read_page(cut, NEW_YORK)
            except PageError as error:
                assert 1 <= error.line <= content[:size].count(b"\n") + 1
                assert "\n" not in str(error)
            else:
                assert len(page.posts) == 3
                assert (page == self.page) == (size >= all_words_by)
                # The end of a whole line that could have been the last: nothing tells it apart.
                assert size >= all_words_by or size in {unknowable, unknowable + 1}


class TestTimes:
    def at(self, printed: str, zone: str = "America/New_York") -> str:
        page = parse_page(page_text(heading=f"Sam, {printed}"), ZoneInfo(zone))
        return page.posts[0].at.strftime("%Y-%m-%d %H:%M")

    @pytest.mark.parametrize(
        ("printed", "utc"),
        [
            ("April 23, 2021 4:06pm EST", "2021-04-23 20:06"),  # EST is not believed in April
            ("January 23, 2021 4:06pm EST", "2021-01-23 21:06"),
            ("Jan 23, 2021 4:06 PM EST", "2021-01-23 21:06"),
            ("sept 3, 2021 4:06pm GMT-5", "2021-09-03 20:06"),
            ("April 23, 2021 12:00am EDT", "2021-04-23 04:00"),
            ("April 23, 2021 12:30pm EDT", "2021-04-23 16:30"),
            ("February 29, 2024 1:00am EST", "2024-02-29 06:00"),
        ],
    )
    def test_wall_time(self, printed: str, utc: str) -> None:
        assert self.at(printed) == utc

    @pytest.mark.parametrize(
        ("zone", "utc"),
        [("EDT", "05:30"), ("EST", "06:30"), ("ET", "05:30"), ("est", "06:30")],
    )
    def test_the_hour_that_happens_twice(self, zone: str, utc: str) -> None:
        assert self.at(f"November 7, 2021 1:30am {zone}") == f"2021-11-07 {utc}"

    @pytest.mark.parametrize("zone", ["EST", "EDT"])
    def test_the_hour_that_never_was_moves_on(self, zone: str) -> None:
        assert self.at(f"March 14, 2021 2:30am {zone}") == "2021-03-14 07:30"  # 3:30am EDT

    def test_another_zone(self) -> None:
        assert self.at("October 31, 2021 1:30am GMT", "Europe/London") == "2021-10-31 01:30"
        assert self.at("October 31, 2021 1:30am BST", "Europe/London") == "2021-10-31 00:30"

    def test_in_utc(self) -> None:
        assert read().posts[0].at.tzinfo is UTC
        assert read().posts[1].at == datetime(2021, 4, 24, 13, 49, tzinfo=UTC)

    @pytest.mark.parametrize(
        "printed",
        [
            "April 31, 2021 4:06pm EST",
            "February 29, 2021 4:06pm EST",
            "Floreal 3, 2021 4:06pm EST",
            "Ap 3, 2021 4:06pm EST",
            "April 0, 2021 4:06pm EST",
            "April 3, 0000 4:06pm EST",
            "December 31, 9999 11:06pm EST",
            "April 3, 2021 0:06pm EST",
            "April 3, 2021 13:06pm EST",
            "April 3, 2021 4:60pm EST",
        ],
    )
    def test_what_does_not_exist(self, printed: str) -> None:
        assert refusal(page_text(heading=f"Sam, {printed}")).line == 3

    def test_what_does_not_exist_in_a_reply(self) -> None:
        error = refusal(page_text().replace("April 24", "April 31"))
        assert (error.line, "does not exist" in error.reason) == (11, True)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "role"),
        [
            ("AHAModerator", "moderator"),
            ("Moderator", "moderator"),
            ("AHA MODERATOR 2", "moderator"),
            ("aha_moderator", "moderator"),
            ("ModeratorAmbassador", "moderator"),
            ("AmbassadorMK", "ambassador"),
            ("MK the ambassador", "ambassador"),
            ("Ambassador7", "ambassador"),
            ("TSJ2019", "member"),
            ("Ann Moderatorial", "member"),
            ("Ambassadorial", "member"),
            ("AnnAmbassadors", "member"),
            ("Moderatoré", "member"),
            ("Immoderator", "member"),
        ],
    )
    def test_role(self, name: str, role: str) -> None:
        assert [(p.author, p.role) for p in read(name=name).posts[1:]] == [(name, role)]

    def test_names_with_commas_and_more_spaces(self) -> None:
        assert read(name="Smith,  Ann, RN").posts[1].author == "Smith, Ann, RN"


class TestWords:
    @pytest.mark.parametrize(
        "line",
        [
            OVERLAY,
            f"  {OVERLAY.upper()} \u00a0",
            "• 2 replies",
            "• 3 followings",
            "1 Reply",
            "\f",
            f"{OVERLAY}\n{OVERLAY}",
        ],
    )
    def test_furniture_is_never_words(self, line: str) -> None:
        page = read(reply=f"Hello Sam.\n{line}\n   Bye.")
        assert page.posts[1].text == "Hello Sam.\n\nBye."
        assert read(end=f"\n{line}\n{OVERLAY}").posts[1].text == "Hello Sam."

    def test_furniture_between_posts(self) -> None:
        page = read(body=f"First words.\n\n{OVERLAY}\n{OVERLAY}")
        assert [post.text for post in page.posts] == ["First words.", "Hello Sam."]

    @pytest.mark.parametrize(
        "line",
        [
            f"I saw '{OVERLAY}' on my screen.",
            "I got 2 replies",
            "2 replies, thank you",
            "3 followings",
            "Kim, April 24, 2021 9:49am EST",
            "• ice",
            "• Kim",
            "•",
            "* Sam, April 23, 2021 4:06pm EST",
            "A  gap stays",
        ],
    )
    def test_what_a_member_says_stays(self, line: str) -> None:
        assert read(reply=line).posts[1].text == line
        assert read(body=f"Words.\n\n{line}\n\nMore.").posts[0].text == f"Words.\n\n{line}\n\nMore."

    def test_lines_of_a_paragraph_and_of_a_list(self) -> None:
        reply = "Try\n  this:\n • ice\n\u00a0\u2022 rest\nand sleep"
        assert read(reply=reply).posts[1].text == "Try this:\n\n• ice\n\n• rest and sleep"

    @pytest.mark.parametrize(
        ("words", "masked"),
        [
            ("my ****** hurts", 1),
            ("(******), ***. ****", 3),
            ("****'s", 1),
            ("***loud*** f*** ** a***b", 0),
        ],
    )
    def test_masked(self, words: str, masked: int) -> None:
        post = read(reply=words).posts[1]
        assert (post.text, post.masked) == (words, masked)


class TestCounts:
    def test_none_needs_no_reply(self) -> None:
        text = "• 0 replies\n• 1,204 followers\nSam, May 3, 2021 4:06pm EDT\nTitle\nWords.\n"
        page = parse_page(text, NEW_YORK)
        assert (len(page.posts), page.replies, page.followers) == (1, 0, 1204)

    def test_one_of_the_two_is_enough(self) -> None:
        assert parse_page(page_text().removeprefix("• 1 reply\n"), NEW_YORK) == read()
        assert parse_page(page_text().replace("1 Reply\n", ""), NEW_YORK) == read()
        assert read().followers == 3

    def test_both_missing(self) -> None:
        text = page_text().replace("1 Reply\n", "").removeprefix("• 1 reply\n")
        assert refusal(text).line == 13

    def test_they_must_agree(self) -> None:
        assert "1 and 2 replies" in refusal(page_text().replace("1 Reply", "2 Replies")).reason

    def test_fewer_than_printed_names_the_last_line(self) -> None:
        text = page_text().replace("• 1 r", "• 2 r").replace("1 Reply", "2 Replies")
        error = refusal(text)
        assert (error.line, "cut off" in error.reason) == (15, True)

    def test_more_than_printed(self) -> None:
        text = page_text(reply="Hi.\n• Ann\nAnn, May 1, 2021 1:00pm EST\nHello.")
        assert "more than one page" in refusal(text).reason


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "line", "word"),
        [
            ("", 1, "empty"),
            ("\ufeff \r\n\t\u00a0\f", 1, "empty"),
            ("a\0b", 1, "not plain text"),
            ("Dear diary,\n\ntoday it rained.\n", 1, "should be here"),
            ("• 2 replies\n", 2, "before its first post"),
            (page_text(heading="Sam"), 3, "should be here"),
            (page_text(heading=""), 5, "should be here"),
            (page_text(heading="Sam, April 23, 2021"), 3, "should be here"),
            ("• 0 replies\nSam, May 3, 2021 4:06pm EDT\n\n", 2, "title"),
            (page_text().replace("A title", "x" * 301), 5, "title"),
            (page_text().replace("A title", OVERLAY), 5, "title"),
            (page_text(body=""), 3, "no words"),
            (page_text(reply=""), 11, "no words"),
            (page_text(reply=OVERLAY), 11, "no words"),
            (page_text().replace("9:49am", "9:49"), 11, "should be a line like"),
            (page_text(end=""), 14, ""),
            (page_text(end="")[:-1], 13, "middle of a line"),
            (page_text(end="    "), 14, "middle of a line"),
            (page_text(reply="Warm regards,", end=""), 13, "middle of a sentence"),
        ],
    )
    def test_one_line_that_names_the_line(self, text: str, line: int, word: str) -> None:
        if not word:
            assert len(parse_page(text, NEW_YORK).posts) == 2
            return
        error = refusal(text)
        assert (error.line, word in error.reason) == (line, True)

    def test_nothing_from_the_file_can_steer_a_terminal(self) -> None:
        text = page_text().replace("Kim, April 24", "Kim, \x1b[2J\u202e April 24")
        assert str(refusal(text)).isprintable()


class TestFiles:
    def refused(self, path: Path) -> str:
        with pytest.raises(PageError) as caught:
            read_page(path, NEW_YORK)
        return str(caught.value)

    def test_a_hundred_megabytes_are_never_read(self, tmp_path: Path) -> None:
        big = tmp_path / "big.txt"
        big.touch()
        os.truncate(big, 100_000_000)
        started = time.perf_counter()
        assert self.refused(big).startswith("line 1: this file has 95.4 MiB")
        assert time.perf_counter() - started < 0.1

    def test_just_under_the_limit_is_read(self, tmp_path: Path) -> None:
        body = f"{'word ' * (SIZE_LIMIT // 5 - 100)}end."
        (tmp_path / "long.txt").write_text(page_text(body=body), encoding="utf-8")
        assert read_page(tmp_path / "long.txt", NEW_YORK).posts[0].text == body

    def test_not_utf8_names_the_line(self, tmp_path: Path) -> None:
        (tmp_path / "latin.txt").write_bytes(page_text(body="caf\u00e9").encode("cp1252"))
        assert self.refused(tmp_path / "latin.txt").startswith("line 1: this is not text in UTF-8")
        (tmp_path / "late.txt").write_bytes(page_text().encode() + b"\n\xff")
        assert self.refused(tmp_path / "late.txt").startswith("line 17: ")

    def test_a_picture(self, tmp_path: Path) -> None:
        (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        assert self.refused(tmp_path / "a.png").startswith("line 1: ")

    def test_no_file_a_folder_a_pipe_a_loop_a_name_that_cannot_be(self, tmp_path: Path) -> None:
        assert "no such file" in self.refused(tmp_path / "absent.txt")
        assert "a folder" in self.refused(tmp_path)
        os.mkfifo(tmp_path / "pipe")
        assert "not a file with text" in self.refused(tmp_path / "pipe")
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        assert "cannot be read" in self.refused(tmp_path / "loop")
        assert "no file can have this name" in self.refused(Path("a\0b"))
        assert "cannot be read" in self.refused(tmp_path / ("x" * 300))
