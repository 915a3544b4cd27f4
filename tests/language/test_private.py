"""Private details: each is named with its reason, and what only looks like one is let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.language import Reader, read
from alongside.language.private.details import name_of

HELPLINES = ("1-888-478-7653", "0303 3033 100", "116 123", "0800 543 354", "911", "13 11 14")


def details(text: str, *regions: str) -> list[tuple[str, str]]:
    found = Reader(regions=regions or ("US", "GB")).read(text).private
    return [(one.kind, text[one.start : one.end]) for one in found]


def test_each_is_named_with_its_reason() -> None:
    [found] = read("My number is 07700 900123, call any time").private
    assert (found.kind, found.rule) == ("phone", "en/phone/told")
    assert found.reason.startswith("This looks like a phone number.")
    assert name_of(found.kind) == "phone number"


def test_several_in_one_text_stand_in_its_order() -> None:
    text = "Jo, DOB 5/11/1972, MRN 441882, jo@example.org, (212) 555-0187"
    assert details(text) == [
        ("birth", "5/11/1972"), ("record", "441882"), ("email", "jo@example.org"),
        ("phone", "(212) 555-0187"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", HELPLINES)
def test_the_number_of_a_helpline_is_nobodys(number: str) -> None:
    assert details(f"Call them on {number}, they were kind") == []


def test_what_says_that_it_is_a_phone_number_decides_between_it_and_an_id() -> None:
    assert details("phone 617 555 0110") == [("phone", "617 555 0110")]
    assert details("my NHS number is 943 476 5919") == [("national-id", "943 476 5919")]


def test_each_country_has_its_own_numbers() -> None:
    text = "My SIN is 046 454 286"
    assert details(text, "CA") == [("national-id", "046 454 286")]
    assert details(text, "GB") == []


def test_the_address_of_a_page_is_let_be() -> None:
    assert details("See https://example.org/call/415-555-0199 and www.example.org/a@b.org") == []


def test_a_date_is_private_only_where_somebody_was_born_on_it() -> None:
    assert details("She was born on 14 March 2021.") == [("birth", "14 March 2021")]
    assert details("Born early. The scan was on 14 March 2021.") == []
    assert details("born in 2014, MRI on 3/4/2020") == []


@given(st.text(alphabet="0123456789 ()+-./@,:xaAbtNEGB#\n’é\u0661", max_size=120) | st.text())
def test_every_place_lies_in_the_text_and_none_over_another(text: str) -> None:
    found = read(text).private
    ends = [0, *(one.end for one in found)]
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(end <= one.start for one, end in zip(found, ends, strict=False))
    assert read(text).private == found
