"""What is counted of tickets: by service, day and hour, so that the tickets themselves may go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from townline.lines.queues.rules.tickets import TicketState

BIN = 300  # seconds: waits are counted in fives of minutes
_MINUTE = 60
_UNSERVED = frozenset(
    (TicketState.BOOKED, TicketState.GATHERED, TicketState.WAITING, TicketState.HELD)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One ticket. ``hour``: of the day, when the wait began. ``waited``: seconds until the call.

    ``inside``: whether that lay in the range said at issue; None where that tells nothing.
    """

    hour: int
    state: TicketState
    waited: int | None
    inside: bool | None


@dataclass(slots=True, kw_only=True)
class Counts:
    """Sums; ``waits`` by bins of ``BIN`` seconds, ``waited`` and ``longest`` in seconds."""

    taken: int = 0
    called: int = 0
    missed: int = 0
    left: int = 0
    unserved: int = 0
    told: int = 0
    inside: int = 0
    waited: int = 0
    longest: int = 0
    waits: dict[int, int] = field(default_factory=dict)

    def add(self, fact: Fact) -> None:
        """Count one ticket."""
        self.taken += 1
        self.missed += fact.state is TicketState.MISSED
        self.left += fact.state is TicketState.LEFT
        self.unserved += fact.state in _UNSERVED
        if fact.inside is not None:
            self.told += 1
            self.inside += fact.inside
        if fact.waited is not None:
            self.wait(fact.waited)

    def wait(self, seconds: int) -> None:
        """Count one wait until a call."""
        self.called += 1
        self.waited += seconds
        self.longest = max(self.longest, seconds)
        at = seconds // BIN
        self.waits[at] = self.waits.get(at, 0) + 1

    def join(self, other: "Counts") -> None:
        """Add the sums of another hour, day or service."""
        for name in ("taken", "called", "missed", "left", "unserved", "told", "inside", "waited"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)
        for at, count in other.waits.items():
            self.waits[at] = self.waits.get(at, 0) + count

    @property
    def mean(self) -> float | None:
        """Give the mean wait in minutes, None where nobody was called."""
        return self.waited / self.called / _MINUTE if self.called else None

    @property
    def most(self) -> int | None:
        """Give the minutes within which nine in ten were called."""
        return _within(self.waits, 9 * self.called / 10) if self.called else None

    def share(self, part: str) -> float | None:
        """Give ``missed``, ``left`` or ``unserved`` of those taken, ``inside`` of those told."""
        whole = self.told if part == "inside" else self.taken
        return float(getattr(self, part)) / whole if whole else None


def _within(waits: Mapping[int, int], people: float) -> int | None:
    seen = 0
    for at in sorted(waits):
        seen += waits[at]
        if seen >= people:
            return (at + 1) * BIN // _MINUTE
    return None


def by_hour(facts: Iterable[Fact]) -> dict[int, Counts]:
    """Count tickets by the hour in which the wait began."""
    found: dict[int, Counts] = defaultdict(Counts)
    for fact in facts:
        found[fact.hour].add(fact)
    return dict(found)
