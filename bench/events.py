"""Events among texts that nothing was learnt from, and how soon a crowd is noticed.

B-cubed of how texts are put together, beside what anybody could do without a program: each text
alone, all that are of one service together, and the same groups with their texts dealt out anew.
"""

import datetime as dt
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

from bench.scratch import ROOT, Scratch
from bench.table import Figure, log_progress, quantile

_FOLDER = ROOT / "townline" / "data" / "triage" / "heldout"
# The first is by somebody else and was measured at the end only; the second was written after the
# weights, by a hand that had seen two lines of the others.
_SETS = ("events-3", "events-4")
_A_DAY, _CROWDS, _YEARS = (20.0, 100.0), 24, 2
_A_DAY_SLOW = (36.0, 60.0)  # 1.5 and 2.5 texts an hour
_FIRST, _HOUR = dt.date(2025, 1, 1), dt.timedelta(hours=1)


def measure(place: Scratch) -> list[Figure]:
    """Read the texts with the real language process and group them; then replay years."""
    from django.conf import settings

    from tests.language import begin

    socket = place.home / "language.sock"
    process = begin(socket)
    before, settings.TOWNLINE_LANGUAGE_SOCKET = settings.TOWNLINE_LANGUAGE_SOCKET, str(socket)
    try:
        figures = [figure for name in _SETS for figure in _grouping_figures(name)]
    finally:
        settings.TOWNLINE_LANGUAGE_SOCKET = before
        process.terminate()
        process.wait()
    figures += [figure for a_day in _A_DAY for figure in _surge_figures(a_day)]
    return figures + [figure for a_day in _A_DAY_SLOW for figure in _slow(a_day)]


def _grouping_figures(name: str) -> list[Figure]:
    from townline.platform.triage import api
    from townline.platform.triage.places_command import likeliest
    from townline.platform.triage.rules.grouping import b_cubed, groups
    from townline.training.incidents import item

    rows = [json.loads(one) for one in (_FOLDER / f"{name}.jsonl").read_text().splitlines()]
    rows = [row for row in rows if row.get("incident")]
    log_progress(f"{len(rows)} texts of {name}")
    api.rest_end()
    read = api.read([row["text"] for row in rows])
    known, _ = likeliest(rows)
    services = [{one.code: one.probability for one in reading.services} for reading in read]
    items = [
        item(row, reading.vector, shares, known)
        for row, reading, shares in zip(rows, read, services, strict=True)
    ]
    true, found = [str(row["incident"]) for row in rows], groups(items)
    alone, likely = list(range(len(rows))), [_first(shares) for shares in services]
    dealt = random.Random(1).sample(found, len(found))  # noqa: S311 -- the same figures each time
    title = f"events: {name}, {len(rows)} texts of {len(set(true))} events, B-cubed F1"

    def f1(labels: Sequence[int]) -> str:
        return f"{b_cubed(labels, true)[2]:.3f}"

    return [
        Figure(name=title, value=f1(found)),
        Figure(name=f"{title}, each alone", value=f1(alone)),
        Figure(name=f"{title}, by service", value=f1(likely)),
        Figure(name=f"{title}, its groups dealt out anew", value=f1(dealt)),
    ]


def _first(shares: Mapping[str, float]) -> int:
    return hash(max(shares, key=lambda code: shares[code], default=""))


def _surge_figures(a_day: float) -> list[Figure]:
    """Replay years with crowds at known moments; say how late they were noticed."""
    from townline.prevention.surge.rules.invented import year
    from townline.prevention.surge.rules.watching import SignalKind, replay

    log_progress(f"{_YEARS} years of {a_day:.0f} texts a day")
    delays: list[float] = []
    false = missed = 0
    for seed in range(11, 11 + _YEARS):
        crowds = _crowds(seed)
        moments = year(_FIRST, 365, crowds, a_day=a_day, seed=seed)
        proposed = [one.at for one in replay(moments) if one.said is SignalKind.PROPOSED]
        spans = [(one.begins, one.begins + (one.hours + 1) * _HOUR) for one in crowds]
        hits = [[at for at in proposed if begin <= at <= end] for begin, end in spans]
        delays += [
            (hit[0] - begin).total_seconds() / 60
            for hit, (begin, _) in zip(hits, spans, strict=True)
            if hit
        ]
        missed += sum(not hit for hit in hits)
        false += len(proposed) - sum(len(hit) for hit in hits)
    name = f"events: {_YEARS * _CROWDS} planted surges at {a_day:.0f} texts a day"
    return [
        Figure(name=f"{name}, noticed after, median", value=f"{quantile(delays, 0.5):.0f} min"),
        Figure(name=f"{name}, noticed after, latest", value=f"{max(delays):.0f} min",
               aim="at most 15 min"),
        Figure(name=f"{name}, never noticed", value=f"{missed}", aim="0"),
        Figure(name=f"{name}, false alarms a month", value=f"{false / (12 * _YEARS):.2f}",
               aim="at most 1"),
    ]  # fmt: skip


def _slow(a_day: float) -> list[Figure]:
    """Replay years with slow crowds of alike texts, and years with none; say what was found."""
    from collections import Counter

    from townline.prevention.surge.rules.invented import SurgeLoad, services_of, year
    from townline.prevention.surge.rules.usual import Past
    from townline.prevention.surge.rules.watching import SignalKind, replay

    def proposed_times(seed: int, crowds: list[Any]) -> list[dt.datetime]:
        moments = year(_FIRST, 365, crowds, a_day=a_day, seed=seed)
        services = services_of(moments, crowds, seed=seed)
        past = Past(services=Counter(services.values()))
        return [
            one.at for one in replay(moments, past, services) if one.said is SignalKind.PROPOSED
        ]

    delays: list[float] = []
    for seed in range(11, 11 + _YEARS):
        crowds = [SurgeLoad(one.begins.replace(hour=8 + one.begins.hour % 13), 3.0, 12.0)
                  for one in _crowds(seed)]  # fmt: skip
        found = proposed_times(seed, crowds)
        ends = [(one.begins, one.begins + (one.hours + 1) * _HOUR) for one in crowds]
        delays += [min([(at - begin).total_seconds() / 60 for at in found if begin <= at <= end],
                       default=999.0) for begin, end in ends]  # fmt: skip
    false = sum(len(proposed_times(seed, [])) for seed in range(21, 26))
    name = f"events: surges of 12 alike texts an hour at {a_day:.0f} texts a day"
    within = {minutes: sum(one <= minutes for one in delays) / len(delays) for minutes in (20, 40)}
    return [
        Figure(name=f"{name}, noticed within 40 min", value=f"{within[40]:.0%}",
               aim="at least 90 %"),
        Figure(name=f"{name}, noticed within 20 min", value=f"{within[20]:.0%}"),
        Figure(name=f"{name}, false proposals in 60 months without any", value=f"{false}",
               aim="at most 60"),
    ]  # fmt: skip


def _crowds(seed: int) -> list[Any]:
    from townline.prevention.surge.rules.invented import SurgeLoad

    chance = random.Random(seed)  # noqa: S311 -- the same years each time
    days = [_FIRST + dt.timedelta(days=31 + n * 13 + chance.randrange(5)) for n in range(_CROWDS)]
    return [
        SurgeLoad(
            dt.datetime.combine(day, dt.time(chance.randrange(24), chance.randrange(60))),
            chance.uniform(1, 5),
            chance.uniform(60, 200),
        )
        for day in days
    ]
