"""Texts of a surge in groups about which one decision can be made, danger first. Pure; no I/O."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class HoldReason(StrEnum):
    """Why a text is not ticked with the others of its group."""

    UNREAD = "unread"  # nobody knows yet what it is about
    OTHER = "other"  # it seems to be about something else
    SEVERAL = "several"  # it is about several things: somebody takes it apart first


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCase:
    """A case that nobody has sorted. ``service``: the likeliest, "" for none; ``sure`` of it.

    ``incident``: which it belongs to, ``event``: which suggested one; 0 for none. ``several``:
    its texts are about several things.
    """

    id: int
    danger: bool = False
    service: str = ""
    sure: bool = False
    several: bool = False
    incident: int = 0
    event: int = 0


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Some cases (the oldest leads), what most of them seem to be about, and who is held back.

    ``alike``: they tell of the same matter, and not only of the same kind of matter.
    """

    cases: tuple[WaitingCase, ...]
    service: str
    held: dict[int, HoldReason]
    alike: bool

    @property
    def lead(self) -> int:
        return self.cases[0].id

    @property
    def dangers(self) -> int:
        return sum(one.danger for one in self.cases)


def group_cases(
    waiting: Sequence[WaitingCase], pairs: Iterable[tuple[int, int]]
) -> list[CaseGroup]:
    """Put cases together that belong to one incident, to one event, or are likely the same.

    ``pairs``: ids of cases whose texts are alike. What is left alone and is surely of one
    service stands together as such. Danger first, then what serves most, then the oldest.
    """
    together = _together(waiting, pairs)
    groups = [_group(some, alike=True) for some in together if len(some) > 1]
    left = [some[0] for some in together if len(some) == 1]
    groups += [_group(some, alike=False) for some in _by_service(left)]
    return sorted(groups, key=lambda one: (not one.dangers, -len(one.cases), one.lead))


class _Sets:
    """Which cases stand together; the oldest of them stands for all."""

    def __init__(self, ids: Iterable[int]) -> None:
        self._owner = {one: one for one in ids}

    def root(self, at: int) -> int:
        while self._owner[at] != at:
            self._owner[at] = at = self._owner[self._owner[at]]
        return at

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._owner[second] = first


def _together(
    waiting: Sequence[WaitingCase], pairs: Iterable[tuple[int, int]]
) -> list[list[WaitingCase]]:
    known = {one.id: one for one in waiting}
    sets = _Sets(known)
    _join_named(sets, [(one.incident, one.id) for one in waiting])
    _join_named(sets, [(one.event, one.id) for one in waiting])
    for one_id, other_id in pairs:
        if one_id in known and other_id in known and _match(known[one_id], known[other_id]):
            sets.join(one_id, other_id)
    found: dict[int, list[WaitingCase]] = defaultdict(list)
    for one in sorted(waiting, key=lambda one: one.id):
        found[sets.root(one.id)].append(one)
    return list(found.values())


def _join_named(sets: _Sets, named: Iterable[tuple[int, int]]) -> None:
    """Join the cases (second) that name the same incident or event (first, 0 for none)."""
    first: dict[int, int] = {}
    for name, one in named:
        if name:
            sets.join(first.setdefault(name, one), one)


def _match(one: WaitingCase, other: WaitingCase) -> bool:
    """Say whether likeness may join two: a chain of likenesses must not lead to other matters."""
    apart = one.incident and other.incident and one.incident != other.incident
    return bool(one.service) and one.service == other.service and not apart


def _by_service(left: Sequence[WaitingCase]) -> list[list[WaitingCase]]:
    found: dict[str, list[WaitingCase]] = defaultdict(list)
    for one in left:
        # Danger is looked at by itself.
        sure = one.sure and not one.danger and not one.several
        found[one.service if sure else f"alone {one.id}"].append(one)
    return list(found.values())


def _group(cases: Sequence[WaitingCase], *, alike: bool) -> CaseGroup:
    counts = Counter(one.service for one in cases if one.service)
    service = min(counts, key=lambda name: (-counts[name], name), default="")
    held = {one.id: why for one in cases if (why := _hold_reason(one, service))}
    # Of one alone nothing is held back: it is looked at.
    return CaseGroup(tuple(cases), service, held if len(cases) > 1 else {}, alike)


def _hold_reason(one: WaitingCase, service: str) -> HoldReason | None:
    if not one.service:
        return HoldReason.UNREAD
    if one.several:
        return HoldReason.SEVERAL
    return HoldReason.OTHER if one.service != service else None
