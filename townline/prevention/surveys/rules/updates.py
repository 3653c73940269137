"""What phones without signal say of one home, put together the same in whichever order it comes.

Each update knows some of the others: those before it in its own chain (``branch``), and those that
the server had taken in before the version its chain began from (``trunk``). Of what did not know
each other the one filled last counts, and where they differ a person looks at it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_UNKNOWN = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class UpdateState(StrEnum):
    APPLIED = "applied"
    WAITING = "waiting"  # for one that it builds on
    CONFLICT = "conflict"  # somebody else said otherwise at the same time
    CHOSEN = "chosen"  # by a person, over what conflicted
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """``key``: of its answers; ``version``: what the home became by it, None until it was met."""

    key: str
    base: int
    trunk: int
    branch: str
    changes: Mapping[str, str]
    filled_at: dt.datetime | None = None
    version: int | None = None
    chosen: bool = False

    @property
    def first(self) -> bool:
        """Say whether it builds on what the server had, and on nothing else."""
        return self.base == self.trunk


@dataclass(frozen=True, slots=True)
class UpdateOutcome:
    """``values``: what counts, by property; ``states``: of each update, by its key."""

    values: dict[str, str] = field(default_factory=dict)
    states: dict[str, UpdateState] = field(default_factory=dict)


def settle(updates: Iterable[Update]) -> UpdateOutcome:
    """Put updates of one home together; their order means nothing."""
    known = sorted(updates, key=lambda update: update.key)
    ready = [update for update in known if _ready(update, known)]
    states = {update.key: UpdateState.WAITING for update in known}
    states |= {update.key: _calm(update) for update in ready}
    values: dict[str, str] = {}
    for name in sorted({name for update in ready for name in update.changes}):
        values[name], differing = _one(name, ready)
        states |= {u.key: UpdateState.CONFLICT for u in differing if not u.chosen}
    return UpdateOutcome(values, states)


def _calm(update: Update) -> UpdateState:
    return UpdateState.CHOSEN if update.chosen else UpdateState.APPLIED


def _ready(update: Update, known: Sequence[Update]) -> bool:
    """Say whether all that it builds on has come: its chain down to the server's version."""
    bases = {other.base for other in known if other.branch == update.branch}
    return all(base in bases for base in range(update.trunk, update.base))


def _knew(later: Update, earlier: Update) -> bool:
    if later.branch == earlier.branch and earlier.base < later.base:
        return True
    return earlier.version is not None and earlier.version <= later.trunk


def _one(name: str, ready: Sequence[Update]) -> tuple[str, list[Update]]:
    """Give a property's value, and the updates that said otherwise of it without knowing."""
    relevant = [update for update in ready if name in update.changes]
    last = [one for one in relevant if not any(_knew(other, one) for other in relevant)]
    counts = max(last, key=lambda u: (u.chosen, u.filled_at or _UNKNOWN, u.key))
    differ = len({update.changes[name] for update in last}) > 1
    return counts.changes[name], last if differ else []
