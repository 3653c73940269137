"""Where objects with needs come from; ``config/wiring.py`` says which sources there are."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

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


_sources: dict[str, Source] = {}


def fill(sources: Iterable[Source]) -> None:
    """Say which there are."""
    _sources.clear()
    _sources.update({source.code: source for source in sources})


def sources() -> Sequence[Source]:
    """Give all of them."""
    return tuple(_sources.values())


def source(code: str) -> Source | None:
    """Give one; None for what came by hand or from a source that is no more."""
    return _sources.get(code)
