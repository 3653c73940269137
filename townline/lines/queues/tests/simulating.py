"""A hall on one day: people come, desks pause, some do not show up. Only for tests and the bench.

The day's pace differs from the usual one by about an eighth, as days do.
"""

import heapq
import math
import random
from collections import deque
from dataclasses import dataclass, field

from townline.lines.queues.rules.estimate import (
    Forecast,
    ServiceRate,
    pace_called,
    pace_next_day,
    pace_open,
    pace_served,
)

HOUR = 3600.0


@dataclass(frozen=True, kw_only=True)
class Hall:
    """What a day is like. ``crowd``: people there at opening; ``surge``: arrivals over capacity."""

    desks: int = 6
    visit: float = 240.0
    spread: float = 0.6
    days_differ: float = 0.12
    no_show: float = 0.12
    load: float = 0.9
    surge: float = 1.25
    crowd: int = 60
    pauses: bool = True
    hours: float = 8.0

    @property
    def usual(self) -> float:
        return self.visit * (1 - self.no_show) + 75.0 * self.no_show


@dataclass(frozen=True, slots=True)
class SimulatedTicket:
    """One ticket: what it waited (seconds), what it was told, and what textbooks would say."""

    waited: float
    low: float
    high: float
    likely: float
    by_length: float
    by_last: float
    by_head: float


@dataclass
class _Day:
    hall: Hall
    chance: random.Random
    pace: ServiceRate
    seen: list[SimulatedTicket] = field(default_factory=list)
    queue: deque[int] = field(default_factory=deque)
    told: dict[int, tuple[float, SimulatedTicket]] = field(default_factory=dict)
    events: list[tuple[float, int, int]] = field(default_factory=list)
    busy: list[float | None] = field(default_factory=list)
    pauses: list[list[tuple[float, float]]] = field(default_factory=list)
    last: float = 0.0
    visit: float = 0.0


COME, DONE, BACK, MINUTE = range(4)


def day(hall: Hall, pace: ServiceRate, seed: int) -> tuple[list[SimulatedTicket], ServiceRate]:
    """Play one day; give its tickets in the order of their calls, and the pace for the next."""
    state = _Day(hall=hall, chance=random.Random(seed), pace=pace)  # noqa: S311 -- a game, no secret
    state.visit = hall.visit * math.exp(state.chance.gauss(0, hall.days_differ))
    state.busy = [None] * hall.desks
    state.pauses = [_pauses(state, desk) for desk in range(hall.desks)]
    state.events = [(at, COME, n) for n, at in enumerate(_arrivals(state))]
    state.events += [(end, BACK, desk) for desk, own in enumerate(state.pauses) for _, end in own]
    state.events += [(m * 60.0, MINUTE, 0) for m in range(int(hall.hours * 60))]
    heapq.heapify(state.events)
    while state.events:
        at, kind, which = heapq.heappop(state.events)
        if kind == COME:
            _come(state, at, which)
        elif kind == DONE:
            _finish_visit(state, at, which)
        elif kind == MINUTE:
            state.pace = pace_open(
                state.pace,
                open_desks=_open(state, at),
                planned=_planned_desks(state, at),
                seconds=60.0,
            )
        _call(state, at)
    return state.seen, pace_next_day(state.pace)


def days(hall: Hall, count: int, *, usual: float | None = None) -> list[SimulatedTicket]:
    """Play some days one after another, each learning from those before."""
    pace, seen = ServiceRate(usual=hall.usual if usual is None else usual), []
    for seed in range(count):
        tickets, pace = day(hall, pace, seed)
        seen += tickets
    return seen


def _lunch(desk: int) -> tuple[float, float]:
    start = (3 + desk % 2) * HOUR
    return start, start + 3000.0


def _pauses(state: _Day, desk: int) -> list[tuple[float, float]]:
    if not state.hall.pauses:
        return []
    own, at = [_lunch(desk)], state.chance.uniform(0.5, 2) * HOUR
    while at < state.hall.hours * HOUR:
        own.append((at, at + state.chance.uniform(300, 900)))
        at += state.chance.uniform(1.5, 3) * HOUR
    return own


def _planned_desks(state: _Day, at: float) -> int:
    spans = [_lunch(desk) for desk in range(state.hall.desks)] if state.hall.pauses else []
    return state.hall.desks - sum(start <= at < end for start, end in spans)


def _is_open(state: _Day, desk: int, at: float) -> bool:
    return not any(start <= at < end for start, end in state.pauses[desk])


def _open(state: _Day, at: float) -> int:
    return sum(_is_open(state, desk, at) for desk in range(state.hall.desks))


def _arrivals(state: _Day) -> list[float]:
    hall, at = state.hall, 0.0
    highest = max(hall.surge, hall.load) * hall.desks / hall.usual
    found = [0.0] * hall.crowd
    while at < hall.hours * HOUR - 2400:
        at += state.chance.expovariate(highest)
        surging = 0.3 < at / HOUR < 1.5 or 5 < at / HOUR < 6.2
        wanted = hall.surge if surging else hall.load
        if state.chance.random() < wanted * _planned_desks(state, at) * 0.92 / hall.usual / highest:
            found.append(at)
    return found


def _come(state: _Day, at: float, which: int) -> None:
    open_desks = _open(state, at)
    free = sum(_is_open(state, d, at) and state.busy[d] is None for d in range(state.hall.desks))
    forecast = Forecast(
        state.pace,
        open_desks=open_desks,
        free=free,
        planned=lambda later: float(_planned_desks(state, at + later)),
    )
    ahead = len(state.queue)
    wait = forecast.wait(ahead)
    head = at - state.told[state.queue[0]][0] if state.queue else 0.0
    length = max(ahead + 1 - free, 0) * state.hall.usual / max(open_desks, 1)
    seen = SimulatedTicket(0.0, wait.low, wait.high, wait.likely, length, state.last, head)
    state.told[which] = (at, seen)
    state.queue.append(which)


def _finish_visit(state: _Day, at: float, desk: int) -> None:
    began = state.busy[desk]
    assert began is not None
    state.pace = pace_served(state.pace, at - began)
    state.busy[desk] = None


def _call(state: _Day, at: float) -> None:
    for desk in range(state.hall.desks):
        if not state.queue or state.busy[desk] is not None or not _is_open(state, desk, at):
            continue
        arrived_at, forecast = state.told.pop(state.queue.popleft())
        state.last = at - arrived_at
        state.seen.append(
            SimulatedTicket(
                at - arrived_at,
                forecast.low,
                forecast.high,
                forecast.likely,
                forecast.by_length,
                forecast.by_last,
                forecast.by_head,
            )
        )
        state.pace = pace_called(
            state.pace, inside=forecast.low <= at - arrived_at <= forecast.high
        )
        state.busy[desk] = at
        heapq.heappush(state.events, (at + _visit(state), DONE, desk))


def _visit(state: _Day) -> float:
    if state.chance.random() < state.hall.no_show:
        return 60.0 + state.chance.random() * 30.0
    shape = 1 / state.hall.spread**2
    return state.chance.gammavariate(shape, state.visit / shape)
