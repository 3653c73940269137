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
_A_DAY_SMALL, _YEARS_SMALL = (36.0, 60.0), 3  # 1.5 and 2.5 texts an hour
_FRESH = 401  # the first of the years on which nothing of the rule was chosen
# Texts an hour, the share of them that is of one service, and the aim by minutes.
_SMALL: tuple[tuple[float, float, dict[int, str]], ...] = (
    (12.0, 0.85, {20: "at least 90 %", 40: "at least 90 %"}),
    (12.0, 0.0, {40: "at least 90 %", 60: ""}),
    (40.0, 0.85, {15: "all"}),
    (40.0, 0.0, {15: "all", 20: ""}),
)
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
    return figures + [figure for a_day in _A_DAY_SMALL for figure in _planted_figures(a_day)]


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
    from townline.prevention.incidents.surge.rules.invented import year
    from townline.prevention.incidents.surge.rules.watching import SignalKind, replay

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


def _planted_figures(a_day: float) -> list[Figure]:
    """Replay years with small crowds of like and of unlike texts, and years with none."""
    figures = [_false(a_day)]
    for rate, alike, limits in _SMALL:
        log_progress(
            f"{_YEARS_SMALL} years of {a_day:.0f} texts a day, +{rate:.0f} an hour, alike {alike}"
        )
        delays, six = _delays(a_day, rate, alike)
        like = "alike" if alike else "unlike"
        name = f"events: +{rate:.0f} {like} texts an hour at {a_day / 24:.1f} usual ones, found"
        for minutes, aim in limits.items():
            figures += [
                Figure(name=f"{name} within {minutes} min", value=_share(delays, minutes), aim=aim),
                Figure(name=f"{name} within {minutes} min, had six texts been enough",
                       value=_share(six, minutes)),
                Figure(name=f"{name} within {minutes} min, starts with six texts by then",
                       value=f"{_six_by(a_day / 24, rate, minutes):.0%}"),
            ]  # fmt: skip
            if not alike:
                best = f"{_best(a_day / 24, rate, minutes):.0%}"
                figures.append(Figure(name=f"{name} within {minutes} min, at best", value=best))
    return figures


def _false(a_day: float) -> Figure:
    """Count proposals in years without any crowd, with the interval of 95 % of a Poisson count."""
    from scipy.stats import chi2

    found = sum(len(_propose(a_day, seed, [])[0]) for seed in range(_FRESH, _FRESH + 5))
    low = chi2.ppf(0.025, 2 * found) / 2 if found else 0.0
    high = chi2.ppf(0.975, 2 * found + 2) / 2
    return Figure(
        name=f"events: false proposals in 60 months at {a_day / 24:.1f} usual texts an hour",
        value=f"{found} ({low:.0f}–{high:.0f})", aim="at most 60",
    )  # fmt: skip


def _delays(a_day: float, rate: float, alike: float) -> tuple[list[float], list[float]]:
    """Give after how many minutes each crowd was proposed, and six had come within an hour."""
    found: list[float] = []
    six: list[float] = []
    for seed in range(_FRESH, _FRESH + _YEARS_SMALL):
        crowds = _small(seed, rate)
        proposed, moments = _propose(a_day, seed, crowds, alike)
        found += [_first_after(one.begins, proposed) for one in crowds]
        sixth = [at for at, one in zip(moments[5:], moments, strict=False) if at - one < _HOUR]
        six += [_first_after(one.begins, sixth) for one in crowds]
    return found, six


def _propose(
    a_day: float, seed: int, crowds: list[Any], alike: float = 0.85
) -> tuple[list[dt.datetime], list[dt.datetime]]:
    """Give when surge mode was proposed in a year, and the year's texts."""
    from townline.prevention.incidents.surge.rules.invented import kinds_of, year
    from townline.prevention.incidents.surge.rules.usual import Past
    from townline.prevention.incidents.surge.rules.watching import SignalKind, replay

    moments = year(_FIRST, 365, crowds, a_day=a_day, seed=seed)
    kinds = kinds_of(moments, crowds, alike=alike, seed=seed)
    past = Past()
    past.add_kinds(kinds.values())
    signals = replay(moments, past, kinds)
    return [one.at for one in signals if one.said is SignalKind.PROPOSED], moments


def _first_after(begins: dt.datetime, found: Sequence[dt.datetime]) -> float:
    """Give the minutes until the first within four hours; infinite where there is none."""
    after = [(at - begins).total_seconds() / 60 for at in found if at >= begins]
    return after[0] if after and after[0] <= 4 * 60 else float("inf")


def _share(delays: Sequence[float], minutes: int) -> str:
    """Give the share within some minutes, with Wilson's interval of 95 %."""
    n, z = len(delays), 1.96
    share = sum(one <= minutes for one in delays) / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    return f"{share:.0%} ({middle - half:.0%}–{middle + half:.0%})"


def _six_by(usual: float, rate: float, minutes: int) -> float:
    """Give the share of starts of which six texts have come by then, usual ones among them."""
    from scipy.stats import poisson

    return float(poisson.sf(5, (usual + rate) * minutes / 60))


def _best(usual: float, rate: float, minutes: int) -> float:
    """Give the share that no rule exceeds that counts texts, with one false proposal a month.

    Neyman and Pearson's test of the texts of those minutes: it knows when a crowd would begin
    and what is usual exactly, and errs in those thirteen hours of a day in which crowds begin.
    """
    from scipy.stats import poisson

    mean, false = usual * minutes / 60, minutes / (30.4 * 13 * 60)
    count = next(n for n in range(1, 1000) if poisson.sf(n - 1, mean) <= false)
    part = (false - poisson.sf(count - 1, mean)) / poisson.pmf(count - 1, mean)
    surge_mean = mean + rate * minutes / 60
    return float(poisson.sf(count - 1, surge_mean) + part * poisson.pmf(count - 1, surge_mean))


def _small(seed: int, rate: float) -> list[Any]:
    """Plant two dozen in a year, of three hours, begun between eight and nine in the evening."""
    from townline.prevention.incidents.surge.rules.invented import SurgeLoad

    crowds = _crowds(seed)
    return [
        SurgeLoad(one.begins.replace(hour=8 + one.begins.hour % 13), 3.0, rate) for one in crowds
    ]  # fmt: skip


def _crowds(seed: int) -> list[Any]:
    from townline.prevention.incidents.surge.rules.invented import SurgeLoad

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
