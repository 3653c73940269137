"""What the page of today is made of, and who gives its parts; ``config/wiring.py`` fills it in.

A part belongs to the room whose things it shows: the page knows no room above it. It is asked for
by its name, and only where the person's role shows it (``rules.py``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest

from townline.platform.core.ports import Port
from townline.platform.departments.api import Viewer


class Tone(StrEnum):
    """How much something presses; pages show it by shape, word and colour."""

    DANGER = "danger"
    LATE = "late"
    SOON = "soon"
    CALM = "calm"
    GOOD = "good"
    # A figure, or something that rises: no time runs out.
    PLAIN = "plain"
    RISING = "rising"

    @property
    def icon(self) -> str:
        """Give its shape, for who sees no colours; "" where the words say it."""
        return _ICONS[self]

    @property
    def css(self) -> str:
        return _CLASSES[self]


_ICONS = {
    Tone.DANGER: "danger",
    Tone.LATE: "overdue",
    Tone.SOON: "clock",
    Tone.CALM: "ring",
    Tone.GOOD: "tick",
    Tone.PLAIN: "",
    Tone.RISING: "",
}
_CLASSES = {
    Tone.DANGER: "danger",
    Tone.LATE: "danger",
    Tone.SOON: "warning",
    Tone.CALM: "calm",
    Tone.GOOD: "success",
    Tone.PLAIN: "calm",
    Tone.RISING: "warning",
}


@dataclass(frozen=True, slots=True)
class TodayLink:
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How long there still is, or a state, in one or two words."""

    tone: Tone
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a figure moved, and whether that is better (None: neither)."""

    words: str
    better: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure. ``values``: its course, oldest first, drawn small where there are several."""

    label: str
    number: str
    unit: str = ""
    detail: str = ""
    url: str
    tone: Tone = Tone.CALM
    trend: Trend | None = None
    values: Sequence[float] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayRow:
    """One thing that waits. ``words``: of a resident, in ``language``; ``answer``: to be approved.

    ``facts``: whose it is, its state, its code.
    """

    url: str
    title: str
    words: str = ""
    language: str = "ko"
    answer: str = ""
    facts: str = ""
    mark: Mark | None = None
    values: Sequence[float] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How much somebody has: what is late, due soon, and the rest."""

    url: str
    name: str
    late: int = 0
    soon: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        return self.late + self.soon + self.rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """How far something is: ``share`` from 0 to 1."""

    url: str
    share: float
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Why nothing stands here, and what one may do instead."""

    words: str
    press: TodayLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A card of the page: rows, bars or rings, one press to all of them, or why it is empty.

    ``legend``: what the three colours of its bars mean.
    """

    title: str
    rows: Sequence[TodayRow] = ()
    bars: Sequence[Bar] = ()
    rings: Sequence[Ring] = ()
    legend: tuple[str, str, str] = ("", "", "")
    more: TodayLink | None = None
    note: str = ""
    empty: Empty | None = None

    @property
    def most(self) -> int:
        """Give the length of the longest bar."""
        return max((bar.total for bar in self.bars), default=0) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a room shows of itself today. ``lead``: a sentence at the top; ``press``: to begin.

    ``press`` stands at the top of the page: the first part that has one gives it.
    """

    tile: Tile | None = None
    section: Section | None = None
    lead: str = ""
    press: TodayLink | None = None


type Source = Callable[[HttpRequest], Part | None]
# Where somebody begins instead, None for nobody in particular.
type Start = Callable[[HttpRequest], str | None]

# Whether a person's department surveys or repairs homes.
type OnGround = Callable[[Viewer], bool]

# By the names that ``rules.py`` lays out.
SOURCES: Port[Mapping[str, Source]] = Port("the parts of the page of today")
STARTS: Port[Sequence[Start]] = Port("who begins elsewhere than at today")
GROUNDS: Port[Sequence[OnGround]] = Port("who surveys or repairs homes")


def on_ground(viewer: Viewer) -> bool:
    """Say whether a person's department surveys or repairs homes."""
    return any(works(viewer) for works in GROUNDS.value)


def part(name: str, request: HttpRequest) -> Part | None:
    """Give a part for who looks; None where it is not for them, or nobody gives it."""
    source = SOURCES.value.get(name)
    return source(request) if source else None


def begins_elsewhere(request: HttpRequest) -> str | None:
    """Give the address at which a person begins in the place of this page, if there is one."""
    return next((url for start in STARTS.value if (url := start(request))), None)
