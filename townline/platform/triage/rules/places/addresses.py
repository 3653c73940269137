"""Numbers behind a road or a dong: ``느티로14길 5-2``, ``한들동 12-3``; and exits of a station."""

import re
from dataclasses import dataclass

from townline.platform.triage.rules.places.letters import GLUED, LetterText

_BRANCH = re.compile(r"(\d{1,3}[가나다라마바사]?|[가나다라마바사])번?(?:길|gil)")
_NUMBER = re.compile(r"(?:지하)?(\d{1,4}(?:-\d{1,4})?)(번지|번)?")
_LOT = re.compile(r"(산?\d{1,4}(?:-\d{1,4})?)(번지)?")
_EXIT = re.compile(
    r"(?:(\d{1,2})번?(?:출구|출입구|게이트|출근구)|(?:gate|exit|exitno|출구)(\d{1,2}))"
)
_EXIT_BEFORE = re.compile(r"exit(?:no|number)?(\d{1,2})(?:of|at|in|from|ofthe)?$")
_BEFORE = re.compile(r"(\d{1,4}(?:-\d{1,3})?)$")
# What is counted in other things than houses.
_COUNTED = re.compile(
    r"번?출구|번?버스|번마을|번타|호|시|분|년|월|일|명|층|동|차|미터|m|km|킬로|가지|개|대|회|원|살|세"
    r"|주|단지|통|반|학년|등|번째|도로|구역|초|가$"
)
_COUNTED_APART = re.compile(r"번?출구|호선|번버스|번마을|미터|시간|분째|명이|년째")
_LONE_LOT = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, and the letter behind it. ``branch``: ``14길``."""

    branch: str
    number: str
    end: int


def house(text: LetterText, end: int) -> Number:
    """Read what follows a road's name."""
    found = _BRANCH.match(text.letters, end)
    branch = ""
    if found:
        branch, end = f"{found[1]}길", found.end()
    number = _counted_off(_NUMBER.match(text.letters, end), text)
    return Number(branch, number[1], number.end()) if number else Number(branch, "", end)


def lot(text: LetterText, end: int) -> Number | None:
    """Read what follows a dong's name: its number in the land register."""
    found = _counted_off(_LOT.match(text.letters, end), text)
    if found is None or not (found[2] or "-" in found[1] or len(found[1]) >= _LONE_LOT):
        return None
    return Number("", found[1], found.end())


def before(text: LetterText, start: int) -> Number | None:
    """Read the number before a road's name, as English has it; ``end`` is where it begins."""
    found = _BEFORE.search(text.letters[:start])
    return Number("", found[1], found.start()) if found else None


def way_out(text: LetterText, start: int, end: int) -> Number | None:
    """Read the exit of a station, behind its name or before it."""
    found = _EXIT.match(text.letters, end)
    if found:
        return Number("", found[1] or found[2], found.end())
    found = _EXIT_BEFORE.search(text.letters[max(0, start - 20) : start])
    return Number("", found[1], end) if found else None


def _counted_off(found: re.Match[str] | None, text: LetterText) -> re.Match[str] | None:
    if found is None or found[2]:
        return found
    # "2호선" counts lines, "21 호수 앞" is a house at a lake.
    counting = _COUNTED if text.gap(found.end()) == GLUED else _COUNTED_APART
    return None if counting.match(text.letters, found.end()) else found
