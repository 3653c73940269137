"""Expert cues of a text as numbers: what counts beside the words themselves.

They are for the model to weigh: a word of danger alone says little, and what stands beside it
(it is a drill, it was last year, somebody asks, nobody can get out) says much.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np

from townline.platform.core.paths import DATA
from townline.platform.triage.reader.features import Floats

FILE = DATA / "triage" / "cues.json"
_LENGTHS = (8, 15, 30, 60, 120, 200)
# What makes a word of danger ordinary, and what makes it grave.
_MILD = ("unreal", "past", "denies", "asks", "figures", "laughs", "thanks", "proposes")
_GRAVE = ("now", "people", "body", "trapped")
_NEED = ("people", "body", "trapped")


class _Sought:
    """One cue in both ways of writing."""

    def __init__(self, patterns: dict[str, list[str]]) -> None:
        self._ko = re.compile("|".join(patterns["ko"]))
        self._en = re.compile("|".join(patterns["en"]))

    def without(self, letters: str) -> str:
        """Leave the cue out of a text."""
        return self._en.sub(" ", self._ko.sub(" ", letters))

    def spans(self, letters: str, bare: str) -> int:
        return len(self._ko.findall(bare)) + len(self._en.findall(letters))

    @property
    def patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Give what is sought in Korean (without spaces), and in English."""
        return self._ko, self._en


def event_patterns(need: str) -> Iterator[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Give each danger with what is sought for it; what tells of a body in need as ``need``."""
    plain, dangers = _load_cues()
    for kind, cue in [*dangers.items(), *((need, plain[name]) for name in ("body", "trapped"))]:
        yield kind, *cue.patterns


def silent(letters: str) -> bool:
    """Say whether nothing in a text tells of danger or of anybody's need; of tidied letters."""
    bare = letters.replace(" ", "")
    plain, dangers = _load_cues()
    sought = [*dangers.values(), *(plain[name] for name in _NEED), _calls()]
    return not any(cue.spans(letters, bare) for cue in sought)


def pothole(letters: str) -> bool:
    """Say whether a text tells of a pothole, and of nothing else that could be a danger."""
    bare, cue = letters.replace(" ", ""), _aside("pothole")
    if not cue.spans(letters, bare) or _aside("hollow").spans(letters, bare):
        return False
    return silent(cue.without(letters))


def _calls() -> _Sought:
    return _aside("calls")


@cache
def _aside(name: str) -> _Sought:
    """Give a cue that is no number of the model."""
    return _Sought(json.loads(FILE.read_text("utf-8"))[name])


@cache
def _load_cues() -> tuple[dict[str, _Sought], dict[str, _Sought]]:
    table: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    plain, dangers = (
        {name: _Sought(patterns) for name, patterns in table[kind].items()}
        for kind in ("plain", "dangers")
    )
    return plain, dangers


def cues(letters: str) -> Floats:
    """Give a number from 0 to 1 for each cue; ``letters`` are tidied ones."""
    bare = letters.replace(" ", "")
    plain, dangers = _load_cues()
    found = {name: min(1.0, cue.spans(letters, bare)) for name, cue in plain.items()}
    risks = [min(2, cue.spans(letters, bare)) / 2 for cue in dangers.values()]
    most = max(risks)
    mild = max(found[name] for name in _MILD)
    values = [*found.values(), *risks, most, min(1.0, sum(risks))]
    values += [most * found[name] for name in (*_MILD, *_GRAVE)]
    values += [most * (1 - mild), max(found["body"], found["trapped"]) * (1 - mild)]
    values += [found["people"] * found["body"], found["people"] * found["trapped"]]
    values += [float(len(letters) < length) for length in _LENGTHS]
    return np.array(values, np.float32)
