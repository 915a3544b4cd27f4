"""What to do when words tell of danger now, and whom to call in the reader's own country.

Each kind of sign belongs to one of two families: an illness that cannot wait goes to the emergency
number, and somebody in danger hears first of people who listen. What to do until help comes is
from the pages named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.home.models import HelpKind, HelpNumber
from alongside.home.reads import HelpCountry, help_numbers
from alongside.language import Finding
from alongside.people.viewer import Viewer

ILLNESS, UNSAFE, DESPAIR = "illness", "unsafe", "despair"
# Most urgent first. {number} is the emergency number of the country.
KINDS: dict[str, tuple[str, str]] = {
    # NHS, "Anaphylaxis": use the pen, lie down, call, even if it gets better.
    "anaphylaxis": (ILLNESS, "Use an adrenaline pen if there is one. Call even if it gets better."),
    # NHS, "First aid": an unconscious person, breathing, heavy bleeding.
    "breathing": (ILLNESS, "The person on the phone tells you what to do until help comes."),
    "unconscious": (ILLNESS, "The person on the phone tells you what to do until help comes."),
    "bleeding": (ILLNESS, "Press hard on the wound with a clean cloth until help comes."),
    # NHS, "Poisoning": call, and take the packet along.
    "poison": (ILLNESS, "Call even if nothing shows yet. Keep the packet, to say what it was."),
    # AHA, "Call 911 for stroke": note the time; let the ambulance come.
    "stroke": (ILLNESS, "Note the time when it began. Let the ambulance come to you."),
    # NHS, "Heart attack": sit down, rest, wait for help.
    "heart": (ILLNESS, "Sit down and rest until help comes. Do not drive."),
    # NHS, "Is your baby or toddler seriously ill?"
    "infant": (ILLNESS, "With a baby, do not wait to see. Call now and say what you see."),
    # NHS, "What to do if someone has a seizure": time it, cushion the head, on their side.
    "seizure": (ILLNESS, "Time it, keep their head safe, and put nothing in their mouth."),
    "danger": (UNSAFE, "Get to a safe place first, if you can."),
    "suicide": (DESPAIR, "You do not have to carry this alone. Talk with somebody tonight."),
    "self-harm": (DESPAIR, "You do not have to carry this alone. Somebody will listen, any hour."),
    "abuse": (UNSAFE, "It is not your fault. People are there who help you to be safe."),
}
TITLES = {
    ILLNESS: "If this is happening now, call {number}",
    UNSAFE: "If you are not safe now, call {number}",
    DESPAIR: "You matter. Please talk to somebody now",
}
IF_LIFE = "If a life is in danger now, call {number}."
NO_NUMBER = "for help at once"
ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Advice:
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class UrgentHelp:
    """`numbers`: whom to call, best first; none where we know none for that country."""

    title: str
    advice: tuple[Advice, ...]
    numbers: tuple[HelpNumber, ...]


def urgent_help(viewer: Viewer, signs: Iterable[Finding]) -> UrgentHelp:
    """For one or several signs, the most urgent first."""
    ordered = sorted(signs, key=lambda sign: ORDER.get(sign.kind, len(ORDER)))
    families = [KINDS.get(sign.kind, (ILLNESS, ""))[0] for sign in ordered]
    country = help_numbers(viewer.country)
    number = next((one.number for one in _of(country, HelpKind.EMERGENCY)), "")
    advice = [Advice(sign.reason, KINDS.get(sign.kind, ("", ""))[1]) for sign in ordered]
    if DESPAIR in families:
        advice.append(Advice("", _with(IF_LIFE, number)))
    return UrgentHelp(
        _with(TITLES[families[0]], number), tuple(advice), _numbers(country, families)
    )


def _with(words: str, number: str) -> str:
    return words.format(number=number or NO_NUMBER)


def _numbers(country: HelpCountry, families: list[str]) -> tuple[HelpNumber, ...]:
    """The emergency number, and who listens where somebody is in danger, as the first sign asks."""
    emergency, crisis = _of(country, HelpKind.EMERGENCY), _of(country, HelpKind.CRISIS)
    if set(families) == {ILLNESS}:
        return emergency
    return (*crisis, *emergency) if families[0] == DESPAIR else (*emergency, *crisis)


def _of(country: HelpCountry, kind: HelpKind) -> tuple[HelpNumber, ...]:
    return tuple(number for number in country.numbers if number.kind == kind)
