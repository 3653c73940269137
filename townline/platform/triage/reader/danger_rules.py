"""The second stage of danger: which words tell of it, and whether it happens now.

The first stage (the heads, and the short calls) says that a text may tell of a danger. Here the
events in the text are located, and rules of ``data/triage/danger_rules.json`` calm those that are
denied, over, planned, asked about, quoted, played or figures of speech, and words that only look
like an event (no hot water, a closed shelter, a slippery slope). Runs on candidates only.
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from townline.platform.core.paths import DATA
from townline.platform.triage.reader import calls, cues

FILE = DATA / "triage" / "danger_rules.json"
KOREAN = "ko"
# A need beside a danger ("does not breathe") is an event of a person.
PERSON = "person_down"
_MASK, _STOP = "■", "."
# Korean sentences often end without a mark.
_ENDING = re.compile(r"(?:요|니다|니까)(?=\s)|[.!\n。！?？…](?=\s|$)|[。！？]")
# Letters around an event that are marked with it where no space ends the word.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class DangerEvent:
    """Words that tell of a danger: ``text[start:end]``."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DangerVerdict:
    """``live``: events that may happen now; ``reasons``: names of the rules that calmed others."""

    live: tuple[DangerEvent, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """Folded letters with where each stood in the text."""

    letters: str
    origin: tuple[int, ...]

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        return self.origin[match.start()], self.origin[match.end() - 1] + 1

    def between(self, start: int, end: int | None) -> str:
        """Give the letters of ``text[start:end]``; None: to the end."""
        first = bisect_left(self.origin, start)
        return self.letters[first : None if end is None else bisect_left(self.origin, end)]

    def masked(self, events: list[DangerEvent]) -> str:
        covered = {place for one in events for place in range(one.start, one.end)}
        return "".join(
            _MASK if place in covered and letter not in " ." else letter
            for letter, place in zip(self.letters, self.origin, strict=True)
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    match: re.Pattern[str]
    unless: re.Pattern[str] | None
    never: frozenset[str]
    across: bool

    def calms(self, event: DangerEvent, span: tuple[int, int], asserted: int) -> bool:
        """Say whether a match calms an event; ``asserted``: where its clause begins, or -1."""
        start, end = span
        if event.start >= end or start >= event.end or event.kind in self.never:
            return False
        return self.across or asserted < start


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    events: tuple[tuple[str, re.Pattern[str]], ...]
    rules: tuple[_Rule, ...]
    turns: re.Pattern[str]
    unasserted: re.Pattern[str]


type _Views = list[tuple[_Language, _View]]


def judge_danger(text: str) -> DangerVerdict:
    """Locate the events of a text and leave out those that a rule calms."""
    spaced, bare = _views(text)
    events = sorted(set(_events(spaced, bare)), key=lambda one: (one.start, -one.end))
    reasons: list[str] = []
    calm: set[DangerEvent] = set()
    views = [(one, bare if one.code == KOREAN else spaced) for one in _languages()]
    asserted = _clause_starts(views, events)
    for language, view in views:
        for rule, start, end in _matches(language, view, view.masked(events)):
            reasons.append(rule.name)
            at = (start, end)
            calm |= {one for one in events if rule.calms(one, at, asserted.get(one, -1))}
    live = tuple(one for one in events if one not in calm)
    return DangerVerdict(live, tuple(dict.fromkeys(reasons)))


def danger_span(text: str, kind: str, live: tuple[DangerEvent, ...]) -> tuple[int, int] | None:
    """Give the words of a live event of this kind, else of any, as whole words: (start, end)."""
    chosen = next((one for one in live if one.kind == kind), live[0] if live else None)
    return None if chosen is None else widen_span(text, chosen.start, chosen.end)


def widen_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend a span to whole words, where spaces part them near by."""
    first = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    ends = [n for n in (text.find(" ", end), text.find("\n", end)) if n >= 0]
    last = min(ends, default=len(text))
    return (first if start - first <= _LONGEST else start, last if last - end <= _LONGEST else end)


def _views(text: str) -> tuple[_View, _View]:
    """Give letters with their spaces, and without them but with ends of sentences."""
    stops = {found.end() - 1 for found in _ENDING.finditer(text)}
    spaced: list[tuple[str, int]] = []
    bare: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        for letter in _fold(sign):
            stopped = letter in ".!。！…\n"
            spaced.append((_STOP if stopped else letter, place))
            if letter != " " and not stopped:
                bare.append((letter, place))
        if place in stops:
            bare.append((_STOP, place))
    return _view(spaced), _view(bare)


def _view(pairs: list[tuple[str, int]]) -> _View:
    return _View("".join(letter for letter, _ in pairs), tuple(place for _, place in pairs))


def _fold(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    return re.sub(r"\d", "0", calls.fold_letters(sign))


def _events(spaced: _View, bare: _View) -> Iterator[DangerEvent]:
    for kind, korean, english in cues.event_patterns(PERSON):
        yield from _find_events(kind, korean, bare)
        yield from _find_events(kind, english, spaced)
    for language in _languages():
        view = bare if language.code == KOREAN else spaced
        for kind, pattern in language.events:
            yield from _find_events(kind, pattern, view)
    for kind, pattern in calls.sure_patterns():
        yield from _find_events(kind, pattern, spaced)


def _find_events(kind: str, pattern: re.Pattern[str], view: _View) -> Iterator[DangerEvent]:
    for match in pattern.finditer(view.letters):
        if match.end() > match.start():
            yield DangerEvent(kind, *view.span(match))


def _clause_starts(views: _Views, events: list[DangerEvent]) -> dict[DangerEvent, int]:
    """Give the events that a later clause asserts with where that clause begins.

    What is said before a turn ("it was a drill, but …") calms nothing behind it.
    """
    turns = [
        view.span(match)
        for language, view in views
        for match in language.turns.finditer(view.letters)
    ]
    found = {}
    for one in events:
        before = max((start for start, end in turns if end <= one.start), default=None)
        behind = min((start for start, _ in turns if start >= one.end), default=None)
        rests = ((language, view.between(one.end, behind)) for language, view in views)
        if before is not None and not any(own.unasserted.match(rest) for own, rest in rests):
            found[one] = before
    return found


def _matches(language: _Language, view: _View, masked: str) -> Iterator[tuple[_Rule, int, int]]:
    for rule in language.rules:
        if rule.unless and rule.unless.search(view.letters):
            continue
        # A rule may name the event, or only where one stands.
        for letters in (masked, view.letters):
            for match in rule.match.finditer(letters):
                if match.end() > match.start():
                    yield rule, *view.span(match)


@cache
def _languages() -> tuple[_Language, ...]:
    table: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return tuple(_language(code, one) for code, one in table.items() if code != "about")


def _language(code: str, one: dict[str, Any]) -> _Language:
    events = tuple((kind, calls.folded_pattern(some)) for kind, some in one["events"].items())
    rules = tuple(_rule(*rule) for rule in one["rules"].items())
    turns, unasserted = calls.folded_pattern(one["turns"]), calls.folded_pattern(one["unasserted"])
    return _Language(code, events, rules, turns, unasserted)


def _rule(name: str, one: dict[str, Any]) -> _Rule:
    unless = calls.folded_pattern([one["unless"]]) if one.get("unless") else None
    return _Rule(
        name,
        calls.folded_pattern(one["match"]),
        unless,
        frozenset(one.get("not", ())),
        bool(one.get("across")),
    )
