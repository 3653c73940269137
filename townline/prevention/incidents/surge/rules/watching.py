"""When more texts come than ever usually do, and when that is over."""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from townline.prevention.incidents.surge.rules.usual import Past, TextKind, Usual, usual

_MINUTE = dt.timedelta(minutes=1)
# Short ones notice a crowd at once, long ones what swells slowly.
WINDOWS = tuple(dt.timedelta(minutes=minutes) for minutes in (10, 15, 20, 30, 40, 60, 180))
# Chosen on other years than those that bench/events.py counts false proposals in.
# How seldom a usual day would bring so many: in a short window, an hour, three hours.
_RARE, _RARE_HOUR, _RARE_LONG = 3e-5, 1.5e-5, 2e-6
ALIKE = 1e-5  # so many of one service
_NEAR = 5e-6  # so many of one service in one dong
_LEAST_ALIKE = 4  # texts of one service
_LEAST_NEAR = 3  # texts of one service in one dong
# Times as full as usual that a day's earlier hours make it at least and at most.
_EMPTIEST, _FULLEST = 0.5, 3.0
_DIFFER = 0.8  # of the size that is learnt: the fullest days were left out of it
_ORDINARY = 0.01  # an hour that would be no wonder on a usual day
FEWEST = 6  # texts; fewer are no crowd, however quiet the hour
_FEWEST_UNKNOWN = 30  # in an hour, where nothing is known of what is usual
_HOUR = dt.timedelta(hours=1)
_CALM = dt.timedelta(minutes=30)  # so long no hour was rare before it is over


class SignalKind(StrEnum):
    """What is proposed."""

    PROPOSED = "proposed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Signal:
    """``texts`` came in ``minutes`` before ``at``, where ``usual`` do (None: not known)."""

    at: dt.datetime
    said: SignalKind
    texts: int
    minutes: int
    usual: float | None


def _rare(window: dt.timedelta) -> float:
    if window > _HOUR:
        return _RARE_LONG
    return _RARE_HOUR if window == _HOUR else _RARE


def tail(count: int, mean: float, steady: float) -> float:
    """Give the probability of ``count`` or more where ``mean`` are expected.

    Negative binomial of size ``steady``: days differ. ``mean`` > 0.
    """
    # Its tail is the regularized incomplete beta function, which needs no sum. The library is
    # loaded by the process that watches only.
    from scipy.special import betainc  # noqa: PLC0415 -- see above

    return float(betainc(count, steady, mean / (mean + steady))) if count > 0 else 1.0


@dataclass(slots=True)
class Watch:
    """Hears of texts in the order they came, and says minute by minute what it makes of them.

    All moments are of local time, without or with one zone. What is usual is learnt from what it
    heard on earlier days. ``since``: what came until then belongs to a surge that is over.
    """

    past: Past
    on: bool = False
    since: dt.datetime | None = None
    _recent: list[dt.datetime] = field(default_factory=list)
    _read: list[tuple[dt.datetime, TextKind]] = field(default_factory=list)
    _today: list[dt.datetime] = field(default_factory=list)
    _usual: Usual | None = None
    _day: dt.date | None = None
    _rare_at: dt.datetime | None = None

    def hear(self, at: dt.datetime) -> None:
        """Take one text."""
        self._turn(at.date())
        if self.since is None or at > self.since:
            self._recent.append(at)
        if self.past.until is None or at.date() >= self.past.until:
            self._today.append(at)

    def classify(self, at: dt.datetime, kind: TextKind) -> None:
        """Note of a text that came at ``at`` what it is about."""
        self._read.append((at, kind))

    def look(self, now: dt.datetime) -> Signal | None:
        """Say what is to be proposed now."""
        self._turn(now.date())
        del self._recent[: bisect_right(self._recent, now - WINDOWS[-1])]
        self._read = [one for one in self._read if one[0] > now - _HOUR]
        # Once it is on, what swelled over hours keeps it on no longer than its last hour does.
        rare = next(self._rare(now, _HOUR if self.on else WINDOWS[-1]), None)
        if rare:
            self._rare_at = now
        if rare and not self.on:
            self.on = True
            return rare
        if self.on and not rare and self._is_calm(now):
            self.on = False
            over = self._signal(now, SignalKind.ENDED, _HOUR)
            self._recent.clear()  # or the three hours behind would propose it again
            self._read.clear()
            return over
        return None

    def _turn(self, day: dt.date) -> None:
        if day == self._day:
            return
        self.past.add(self._today)
        self._today.clear()
        self._day, self._usual = day, usual(self.past, day)

    def _rare(self, now: dt.datetime, longest: dt.timedelta) -> Iterator[Signal]:
        for window in WINDOWS:
            if window > longest:
                return
            count = self._count(now, window)
            if count < FEWEST:
                continue
            if self._chance(now, window, count) < _rare(window) or self._is_alike(now, window):
                yield self._signal(now, SignalKind.PROPOSED, window)

    def _is_alike(self, now: dt.datetime, window: dt.timedelta) -> bool:
        """Say whether so many of one service, or of one service in one dong, are rare.

        Over more than an hour they are not counted: only some are read by now, and whoever writes
        of a storm writes of several services.
        """
        if self._usual is None or window > _HOUR:
            return False
        mean, steady = self._expected(self._usual, now, window)
        found = Counter(kind for at, one in self._read if now - window < at <= now
                        for kind in one.wider())  # fmt: skip
        return any(
            tail(count, mean * self.past.share(kind), steady) < (_NEAR if kind.dong else ALIKE)
            for kind, count in found.items()
            if count >= (_LEAST_NEAR if kind.dong else _LEAST_ALIKE)
        )

    def _chance(self, now: dt.datetime, window: dt.timedelta, count: int) -> float:
        if self._usual is None:
            return 0.0 if window <= _HOUR and count >= _FEWEST_UNKNOWN else 1.0
        mean, steady = self._expected(self._usual, now, window)
        return tail(count, mean, steady) if count > mean else 1.0

    def _expected(
        self, usual_: Usual, now: dt.datetime, window: dt.timedelta
    ) -> tuple[float, float]:
        """Give the mean of a window and how steady it is, by the day's hours before it.

        How full a day is shows in what came so far, the surer the more that is (a gamma prior): a
        full day is expected to stay full, a quiet one quiet. What came within the hour is judged
        and so not counted to the hours before.
        """
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        edge = max(midnight, now - max(window, _HOUR))
        due = usual_.minutes(edge, edge - midnight)
        received = bisect_right(self._today, edge)
        size = usual_.steady * _DIFFER
        fuller = (size + received) / (size + due)
        mean = usual_.minutes(now, window) * min(_FULLEST, max(_EMPTIEST, fuller))
        return mean, size + received

    def _is_calm(self, now: dt.datetime) -> bool:
        if self._rare_at and now - self._rare_at < _CALM:
            return False
        if self._usual is None:
            return self._count(now, _HOUR) < FEWEST
        return self._chance(now, _HOUR, self._count(now, _HOUR)) >= _ORDINARY

    def _count(self, now: dt.datetime, window: dt.timedelta) -> int:
        return len(self._recent) - bisect_right(self._recent, now - window)

    def _signal(self, now: dt.datetime, kind: SignalKind, window: dt.timedelta) -> Signal:
        expected = self._usual.minutes(now, window) if self._usual else None
        return Signal(now, kind, self._count(now, window), round(window / _MINUTE), expected)


def replay(
    moments: list[dt.datetime],
    past: Past | None = None,
    kinds: Mapping[dt.datetime, TextKind] | None = None,
) -> Iterator[Signal]:
    """Give each minute at which surge mode would have been proposed and ended.

    ``moments``: sorted; ``kinds``: of some of them. Proposals are looked for in minutes in which
    something came.
    """
    watch, at = Watch(past or Past()), 0
    now = _full(moments[0]) if moments else None
    while now is not None:
        while at < len(moments) and moments[at] <= now:
            watch.hear(moments[at])
            if kind := (kinds or {}).get(moments[at]):
                watch.classify(moments[at], kind)
            at += 1
        if signal := watch.look(now):
            yield signal
        if watch.on:
            now += _MINUTE
        else:
            now = _full(moments[at]) if at < len(moments) else None


def _full(at: dt.datetime) -> dt.datetime:
    """Give the minute's end: what came in it is known then."""
    return at.replace(second=0, microsecond=0) + _MINUTE
