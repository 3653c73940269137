"""What works asks of rooms with objects or papers; ``config/wiring.py`` fills it in."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from townline.platform.core.history import audit
from townline.platform.core.ports import Port
from townline.platform.departments.api import Viewer

type Words = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needy:
    """An object as its source knows it now; the columns of ``WorkObject``.

    ``needs``: need code to why, a sentence in both languages. ``gone``: "" while it stands,
    ``merged`` (``into``: the reference that goes on) or ``taken_out``; ``gone_for``: why.
    """

    reference: str
    kind: str
    address: str
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None
    grade: str = ""
    severity: int = 0
    risk: float = 0
    people: int = 0
    floods: int = 0
    parties: Sequence[str] = ()
    needs: dict[str, Words] = field(default_factory=dict)
    said: Words = field(default_factory=dict)
    gone: str = ""
    gone_for: str = ""
    into: str = ""


def _nowhere(_: Collection[str]) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source. ``read``: the objects of these references; ``all``: every one with needs.

    ``kind`` and ``grade``: the names of such codes in a language; ``page``: the address of an
    object's own page. ``elsewhere``: of these references, held until the transaction ends, those
    whose need is met by the source's own room: no measure is decided for them.
    """

    code: str
    name: Callable[[], str]
    kind: Callable[[str, str], str]
    grade: Callable[[str, str], str]
    read: Callable[[Sequence[str]], Iterable[Needy]]
    all: Callable[[], Iterable[str]]
    page: Callable[[str], str]
    elsewhere: Callable[[Collection[str]], Collection[str]] = _nowhere


SOURCES: Port[Sequence[Source]] = Port("where objects of works come from")


def source(code: str) -> Source | None:
    """Give one; None for what came by hand or from a source that is no more."""
    return next((one for one in SOURCES.value if one.code == code), None)


# Papers that may be printed by the hundred.

type ProgressHandler = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """A kind of papers.

    ``make``: ids in the order of the file, who asks, the time, and who hears how many are laid
    out; None where nothing is left to print. ``may``: who may have them. ``back``: the address of
    the list that they are chosen from.
    """

    kind: str
    title: Callable[[], str]
    make: Callable[[Sequence[int], audit.Actor, dt.datetime, ProgressHandler], bytes | None]
    may: Callable[[Viewer], bool]
    back: str


PAPERS: Port[Sequence[Papers]] = Port("the kinds of papers of works")


def papers(kind: str) -> Papers:
    """Give a kind. Raises KeyError for one that nobody declared."""
    return {one.kind: one for one in PAPERS.value}[kind]
