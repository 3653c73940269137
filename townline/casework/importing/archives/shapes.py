"""What comes out of a file of old texts."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_EARLIEST = 1995  # before it nobody sent a text; phones that lost their clock say 1970


class UnreadableFile(Exception):
    """The file as a whole is nothing we read; the words say what it is and what to do."""


class Why(StrEnum):
    """Why an entry that is sound was left out."""

    DRAFT = "draft"  # written, never sent
    UNSENT = "unsent"  # the phone could not send it, or had not yet
    GROUP = "group"  # sent to several at once: nobody's answer
    SERVICE = "service"  # from a short number or a name of letters: a machine, not a resident
    EMPTY = "empty"  # neither words nor a photo


@dataclass(frozen=True, slots=True, kw_only=True)
class PastText:
    """One text. ``line`` is where it begins in the file, from 1.

    ``number`` as the file writes it, of the resident in either direction; "" where the file
    names only the conversation (``chat``). ``at`` has a zone. ``photos`` are files as they came;
    ``lost`` counts those whose bytes are not there or broken.
    """

    line: int
    number: str
    at: dt.datetime
    outgoing: bool
    body: str
    chat: str = ""
    service: str = ""
    photos: tuple[bytes, ...] = ()
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Bad:
    """An entry that cannot be read; the words say what is the matter and what to do."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """A sound entry that is left out."""

    line: int
    why: Why


type Item = PastText | Bad | Left


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and when a file is read.

    ``zone`` counts for times without one; ``own`` are our numbers in E.164; ``day_first`` reads
    03/04/2026 as the third of April.
    """

    zone: ZoneInfo
    now: dt.datetime
    own: frozenset[str] = frozenset()
    day_first: bool = False

    def believable(self, at: dt.datetime) -> dt.datetime:
        """Give a moment back. Raises ValueError for one at which no text can have been sent."""
        if at.year < _EARLIEST:
            raise ValueError(f"the date {at:%Y-%m-%d} cannot be: the phone had lost its clock")
        if at > self.now + dt.timedelta(days=1):
            raise ValueError(f"the date {at:%Y-%m-%d} lies in the future")
        return at


def mask_shape(written: str) -> str:
    """Give the shape of what stands in a wrong place: it may be a number, or somebody's words."""
    return _LETTER.sub("a", _DIGIT.sub("9", written))
