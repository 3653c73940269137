"""A visit's states, the one table of allowed changes, and when it lapses."""

import datetime as dt
import re
from enum import StrEnum

from townline.platform.core.history.tags import Tagged
from townline.platform.core.text.particles import settle


class VisitState(StrEnum):
    PLANNED = "planned"
    ON_THE_WAY = "on_the_way"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


class VisitEvent(Tagged):
    """What happens to a visit; each is also a line in the history of its case."""

    PLAN = "plan", "visit:trip:plan"
    MOVE = "move", "visit:trip:move"
    START = "start", "visit:trip:start"
    ARRIVE = "arrive", "visit:trip:arrive"
    FINISH = "finish", "visit:trip:finish"
    CANCEL = "cancel", "visit:trip:cancel"
    MISS = "miss", "visit:trip:miss"


_S, _E = VisitState, VisitEvent
LIVE = frozenset({_S.PLANNED, _S.ON_THE_WAY})
VISIT_PHOTOS = 6
APART = dt.timedelta(minutes=30)  # two visits of one case

TRANSITIONS: dict[tuple[VisitState, VisitEvent], VisitState] = {
    (_S.PLANNED, _E.MOVE): _S.PLANNED,
    (_S.PLANNED, _E.START): _S.ON_THE_WAY,
    (_S.PLANNED, _E.ARRIVE): _S.ON_THE_WAY,
    # What was found is worth more than the presses that were forgotten on the way.
    (_S.PLANNED, _E.FINISH): _S.DONE,
    (_S.PLANNED, _E.CANCEL): _S.CANCELLED,
    (_S.PLANNED, _E.MISS): _S.MISSED,
    (_S.ON_THE_WAY, _E.MOVE): _S.PLANNED,
    (_S.ON_THE_WAY, _E.ARRIVE): _S.ON_THE_WAY,
    (_S.ON_THE_WAY, _E.FINISH): _S.DONE,
    (_S.ON_THE_WAY, _E.CANCEL): _S.CANCELLED,
    (_S.ON_THE_WAY, _E.MISS): _S.MISSED,
    (_S.MISSED, _E.MOVE): _S.PLANNED,
    (_S.MISSED, _E.FINISH): _S.DONE,
    (_S.MISSED, _E.CANCEL): _S.CANCELLED,
}


def visit_subject(visit_id: int) -> str:
    """Name a visit in the history: ``visit:7``."""
    return f"visit:{visit_id}"


def collide(one: tuple[dt.datetime, bool], other: tuple[dt.datetime, bool]) -> bool:
    """Say whether two visits of one case come at the same time: each its moment, and if timed."""
    (at, timed), (then, then_timed) = one, other
    if timed and then_timed:
        return abs(at - then) < APART
    return timed == then_timed and at == then


# Notes of a visit as sentences that a resident can read: Korean endings of notes become polite.

_PIECE = re.compile(r"(?<=[.!?。])\s+|\s*[\n;]+\s*")
_LIST_MARK = re.compile(r"^(?:[-–*·•○]|\d{1,2}[.)])\s+")
_DONE = re.compile(r"[다요죠까]$")
# A syllable that ends in ㅆ or ㅄ before 음: 했음, 없음.
_PAST = re.compile(r"([가-힣])음$")
_ENDINGS = (("있음", "있습니다"), ("함", "합니다"), ("됨", "됩니다"), ("임", "입니다"))
_NOUN = "{}을(를) 확인했습니다"
_SS, _PS = 20, 18  # of the 28 endings of a syllable
_HANGUL = re.compile(r"[가-힣]")


def found_sentences(notes: str) -> str:
    """Give notes as sentences, each with its full stop.

    What ends as a sentence stays; 있음, 했음, 함, 됨, 임 become 있습니다, 했습니다 …; a note
    without a verb is what was seen. Notes without Korean stay as they are.
    """
    if not _HANGUL.search(notes):
        return notes.strip()
    pieces = (_LIST_MARK.sub("", piece.strip()) for piece in _PIECE.split(notes.strip()))
    return " ".join(_sentence(piece) for piece in pieces if piece)


def _sentence(piece: str) -> str:
    bare = piece.rstrip(" .。")
    if piece.endswith(("!", "?")) or not bare or _DONE.search(bare):
        return piece if piece.endswith((".", "!", "?", "。")) else f"{bare}."
    return f"{_polite(bare)}."


def _polite(note: str) -> str:
    past = _PAST.search(note)
    if past and (ord(past.group(1)) - 0xAC00) % 28 in {_SS, _PS}:
        return f"{note[:-1]}습니다"
    for short, long in _ENDINGS:
        if note.endswith(short):
            return note.removesuffix(short) + long
    return settle(_NOUN.format(note))
