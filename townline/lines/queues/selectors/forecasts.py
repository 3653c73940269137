"""The desks of a queue as it has them, and what they let one foresee."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from townline.lines.queues.models import Desk, QueueDay
from townline.lines.queues.rules.estimate import Forecast, ServiceRate
from townline.lines.queues.rules.hours import Hours
from townline.lines.queues.rules.plans import spans
from townline.lines.queues.rules.sharing import Served, open_parts, part, parts_at, parts_from

type Waiting = dict[str, dict[str, int]]  # desk, queue: people


def waiting_at(desks: Collection[str] | None, today: dt.date) -> Waiting:
    """Count who waits for each desk (None: all), by queue; one query."""
    days = QueueDay.objects.filter(day=today, waiting__gt=0, queue__active=True)
    if desks is not None:
        days = days.filter(queue__desks__in=desks)
    found: Waiting = defaultdict(dict)
    for desk, queue, waiting in days.values_list("queue__desks", "queue_id", "waiting"):
        if desk is not None:
            found[desk][queue] = waiting
    return found


def desks_of(
    queue: str, waiting: int, desks: Iterable[Desk], at: Waiting, busy: Collection[str]
) -> list[Served]:
    """Give a queue's desks with the part it has of each. ``busy``: where somebody is now."""
    rows = []
    for desk in desks:
        elsewhere = sum(count for code, count in at.get(desk.code, {}).items() if code != queue)
        rows.append(
            Served(
                code=desk.code,
                open=desk.open,
                # It calls those of the other queues first.
                free=desk.open and desk.code not in busy and not elsewhere,
                breaks=spans(desk.breaks, "breaks"),
                part=part(waiting, elsewhere),
            )
        )
    return rows


@dataclass(frozen=True, slots=True)
class Desks:
    """A queue's desks at one moment."""

    rows: tuple[Served, ...]
    hours: Hours
    now: dt.datetime

    def forecast(self, pace: ServiceRate) -> Forecast:
        """Foresee waits with these desks."""
        parts = [desk.part for desk in self.rows]
        return Forecast(
            pace,
            open_desks=open_parts(self.rows),
            free=sum(desk.free for desk in self.rows),
            planned=parts_from(self.now, self.rows, self.hours),
            part=sum(parts) / len(parts) if parts else 1.0,
        )

    def planned(self) -> int:
        """Count the desks planned now."""
        whole = [replace(desk, part=1.0) for desk in self.rows]
        return round(parts_at(self.now, whole, self.hours))

    def spare(self) -> str:
        """Name the closed desk that would help most, or ""."""
        closed = [desk for desk in self.rows if not desk.open]
        return max(closed, key=lambda desk: desk.part).code if closed else ""

    def only(self, more: str = "") -> "Desks":
        """Give the open ones as if they stayed, with one ``more`` that somebody opens now."""
        here = tuple(
            replace(desk, open=True, breaks=()) if desk.code == more else desk
            for desk in self.rows
            if desk.open or desk.code == more
        )
        return replace(self, rows=here)
