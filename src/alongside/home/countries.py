"""Which country's help numbers a reader sees first."""

from __future__ import annotations

NAMES = {
    "US": "United States",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "CA": "Canada",
    "AU": "Australia",
    "NZ": "New Zealand",
    "EU": "European Union",
}
# Members of the European Union (ISO 3166-1 alpha-2), for whom 112 is the number.
# Source: European Union, "EU countries", 27 members since 1 February 2020.
EUROPEAN_UNION = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip


def name(code: str) -> str:
    return NAMES.get(code, code)


def fitting(code: str, known: frozenset[str]) -> tuple[str, ...]:
    """The lists to show for a country, best first. Empty where none is known."""
    own = (code,) if code in known else ()
    if own or code not in EUROPEAN_UNION:
        return own
    return ("EU",) if "EU" in known else ()
