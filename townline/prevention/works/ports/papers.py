"""Papers that may be printed by the hundred; ``config/wiring.py`` says which kinds there are."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from townline.platform.core.history import audit
from townline.platform.departments.api import Viewer

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


_kinds: dict[str, Papers] = {}


def fill(kinds: Iterable[Papers]) -> None:
    """Say which there are."""
    _kinds.clear()
    _kinds.update({one.kind: one for one in kinds})


def papers(kind: str) -> Papers:
    """Give a kind. Raises KeyError for one that nobody declared."""
    return _kinds[kind]
