"""What makes two names the same, and which names cannot be chosen."""

from __future__ import annotations

import time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.models import Member
from alongside.people.names import name_key
from alongside.people.reserved import sounds_like_staff
from alongside.people.rules.names import FANCY, HIDDEN, MIXED, STAFF, STAND_IN, TAKEN, check_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "ANNA"),
        ("Zoë", "Zoe"),
        ("Łukasz", "Lukasz"),
        ("Straße", "STRASSE"),
        ("Bill", "BiIl"),
        ("Ann0", "Anno"),
        ("Modern", "Modem"),
        ("coco", "сосо"),  # Cyrillic
        ("AHA", "АНА"),  # Cyrillic capitals
        ("Mary Ann", "mary-ann"),
        ("Anna", "An\u200bna"),
        ("Anna", "\u202eAnna"),
        ("Владимир", "ВЛАДИМИР"),
    ],
)
def test_names_that_look_alike_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Anna", "Anne"), ("का", "कि"), ("テ", "ト")])
def test_names_that_differ_have_two_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=60))
def test_a_key_fits_its_column_and_case_never_matters(name: str) -> None:
    assert len(name_key(name)) <= 120
    assert name_key(name_key(name)) == name_key(name_key(name).upper())


def test_a_key_is_quick() -> None:
    began = time.perf_counter()
    for number in range(2000):
        name_key(f"Théodora Мария {number}")
    assert time.perf_counter() - began < 0.2


STAFF_LIKE = [
    *("Moderator", "AHAModerator", "moderator1", "m0derat0r", "M0D3R4T0R", "rnoderator"),
    *("Mod", "MOD", "mods", "xX_mod_Xx", "Mod-Anna", "AnnaMod", "mod1", "1mod", "m0d", "AHAMod"),
    *("Admin", "adm1n", "4dmin", "ADMINanna", "A.d.m.i.n", "a d m i n", "SysAdmin"),
    *("Administrator", "TheAdministrators"),
    *("Staff", "staff.member", "OfficialHelp", "Support Team", "support-team", "AmbassadorMK"),
    *("Alongside", "Along side", "AIongside"),
]
REAL_NAMES = [
    *("Modesty", "Stafford", "Adminah", "Maud", "Modou", "Staffan", "Officina", "ModernMom"),
    *("Mo D", "Adam In", "Nomad", "Commodore", "Tim Mody", "Moderna", "Stephanie", "Admir"),
]


@pytest.mark.parametrize("name", STAFF_LIKE)
def test_names_that_sound_like_staff(name: str) -> None:
    assert sounds_like_staff(name)


@pytest.mark.parametrize("name", REAL_NAMES)
def test_names_that_people_have(name: str) -> None:
    assert not sounds_like_staff(name)


def test_the_communitys_own_name() -> None:
    assert sounds_like_staff("Hope", "Hope")
    assert not sounds_like_staff("Hope Miller", "Hope")
    assert sounds_like_staff("Brain Friends UK", "Brain Friends")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna", "Anna"),
        ("  Anna   B ", "Anna B"),
        ("O’Brien", "O'Brien"),
        ("Zoe\u0308", "Zoë"),
        ("J. R. Smith_2", "J. R. Smith_2"),
        ("山田 はなこ", "山田 はなこ"),
        ("किरण", "किरण"),
        ("김철수", "김철수"),
    ],
)
@pytest.mark.django_db
def test_names_are_kept_tidy(typed: str, kept: str) -> None:
    assert check_name(typed) == kept


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("A", "name", "2 letters"),
        (" " * 9, "name", "2 letters"),
        ("A" * 31, "name", "30 letters"),
        ("12", "name", "one letter"),
        ("..", "name", "one letter"),
        ("Anna<b>", "name", "leave out <"),
        ("Anna\U0001f600", "name", "leave out"),
        ("An\u200bna", "name", HIDDEN),
        ("\u202eAnna", "name", HIDDEN),
        ("An\u00adna", "name", HIDDEN),
        ("Anna\u3164", "name", HIDDEN),
        ("Anna\ufe0f", "name", HIDDEN),
        ("An\nna", "name", HIDDEN),
        ("An\x00na", "name", HIDDEN),
        ("An\u00a0na", "name", HIDDEN),
        ("\U0001d550anna", "name", FANCY),
        ("A\u0334\u0335\u0336\u0337nna", "name", FANCY),
        ("Аnna", "name", MIXED),  # a Cyrillic А
        ("Annα", "name", MIXED),  # a Greek alpha
        ("Moderator", "staff", STAFF),
    ],
)
@pytest.mark.django_db
def test_names_are_refused_with_a_sentence(name: str, code: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_name(name)
    assert refused.value.code == code
    assert sentence in refused.value.message


@pytest.mark.parametrize("name", ["anna", "Ánna", "ANNA", "An-na", "ΑΝΝΑ"])
def test_anothers_name_is_refused(name: str, anna: Member) -> None:
    with pytest.raises(ValidationError, match=TAKEN[:20]):
        check_name(name)
    assert check_name("anna", exclude=anna) == "anna"


def test_an_imported_name_is_taken_too(imported: Member) -> None:
    with pytest.raises(ValidationError, match=TAKEN[:20]):
        check_name("AHA Moderator", staff=True)


@pytest.mark.django_db
def test_staff_may_be_called_staff() -> None:
    assert check_name("AnnaMod", staff=True) == "AnnaMod"


@pytest.mark.parametrize(
    "name", ["Quiet Willow 4127", "quiet willow", "Qu1et W1ll0w 1", "QUIET-WILLOW", "Mossy Pine 12"]
)
@pytest.mark.django_db
def test_nobody_passes_for_somebody_who_asked_without_their_name(name: str) -> None:
    with pytest.raises(ValidationError, match=STAND_IN[:20]):
        check_name(name)


@pytest.mark.django_db
def test_one_word_of_such_a_name_is_free() -> None:
    for name in ("Willow", "Quiet Anna", "Willow Quiet"):
        assert check_name(name) == name
