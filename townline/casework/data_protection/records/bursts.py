"""Many looks of one person in a short time: nothing wrong by itself, but worth a question."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class NumberAccess(NamedTuple):
    """``about`` is whose number; ``search`` stands for one that nobody had."""

    actor: str
    at: dt.datetime
    about: str


class Burst(NamedTuple):
    """``looks`` within the time, at ``numbers`` different numbers, from ``first`` to ``last``."""

    actor: str
    first: dt.datetime
    last: dt.datetime
    looks: int
    numbers: int


def bursts(accesses: Iterable[NumberAccess], *, most: int, within: dt.timedelta) -> list[Burst]:
    """Give for each person the times with more than ``most`` looks, the latest first.

    Looks that are less than ``within`` from one another's beginning belong to one burst; those
    that overlap are told as one, with all looks from its first to its last.
    """
    by_actor: dict[str, list[NumberAccess]] = defaultdict(list)
    for look in sorted(accesses, key=lambda one: one.at):
        by_actor[look.actor].append(look)
    found = [burst for mine in by_actor.values() for burst in _of_one(mine, most, within)]
    return sorted(found, key=lambda one: one.last, reverse=True)


def _of_one(mine: list[NumberAccess], most: int, within: dt.timedelta) -> list[Burst]:
    spans: list[list[int]] = []
    first = 0
    for last, look in enumerate(mine):
        while look.at - mine[first].at >= within:
            first += 1
        if last - first + 1 <= most:
            continue
        if spans and first <= spans[-1][1]:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    return [_burst(mine[start : end + 1]) for start, end in spans]


def _burst(accesses: list[NumberAccess]) -> Burst:
    numbers = len({look.about for look in accesses})
    return Burst(accesses[0].actor, accesses[0].at, accesses[-1].at, len(accesses), numbers)
