"""Charts of several series as SVG: curves with a band, stacked bars, spans of time.

As in ``charts``: no script, the same on paper, colours from the page. Each says in words what it
shows (``desc``), and stands above its table (``web/chart.html``).
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.utils.safestring import SafeString

from townline.platform.web.showing.charts import (
    BOTTOM,
    HEIGHT,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    ChartMark,
    axis_names,
    draw,
)

_TICKS = 4
_COLOURS = ("#256ef4", "#d87e0b", "#26a96d", "#a470c6", "#a3282b", "#58616a")
_LEGEND = 130  # of each name, as wide as ten syllables
_ROW, _BAR = 26, 14
_NAME = 160  # where the spans begin, after their names

type Words = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its table: ``rows`` begin with what names them."""

    label: str
    svg: SafeString
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing, None where there is none; ``dashed``: planned, not measured."""

    name: str
    values: Sequence[float | None]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class SeriesShape:
    """A series ready to draw: its colour, lines, bars, and where its name stands."""

    number: int
    name: str
    x: float
    dashed: bool
    runs: Sequence[str] = ()
    bars: Sequence[ChartMark] = ()

    @property
    def colour(self) -> str:
        return _COLOURS[(self.number - 1) % len(_COLOURS)]


def plain_number(value: float) -> str:
    """Write a number of a scale: ``1,200``."""
    return f"{value:,.0f}"


def curves(
    names: Sequence[str],
    series: Sequence[Series],
    label: str,
    *,
    band: Sequence[tuple[float, float] | None] = (),
    words: Words = plain_number,
    description: str = "",
) -> SafeString:
    """Draw series over time from 0; ``band``: lowest and highest at each."""
    known = [v for one in series for v in one.values if v is not None]
    known += [high for each in band if each for _low, high in [each]]
    top = round_up(max(known, default=0))
    shapes = [
        SeriesShape(number, one.name, _legend_x(number), one.dashed, _runs(one.values, top))
        for number, one in enumerate(series, 1)
    ]
    return draw(
        "curves", label=label, description=description, series=shapes, band=_band(band, top),
        grid=_grid(top, words), names=axis_names(names),
    )  # fmt: skip


def stacks(
    names: Sequence[str],
    series: Sequence[Series],
    label: str,
    *,
    words: Words = plain_number,
    description: str = "",
) -> SafeString:
    """Draw series as parts of one bar for each name."""
    sums = [sum(filter(None, column)) for column in zip(*(s.values for s in series), strict=True)]
    top = round_up(max(sums, default=0))
    wide = (WIDTH - LEFT - RIGHT) / max(len(names), 1) * 0.6
    tops = list(accumulate(([v or 0 for v in one.values] for one in series), _sum_values))
    shapes = [
        SeriesShape(
            number, one.name, _legend_x(number), one.dashed,
            bars=[
                ChartMark(_x(at, len(names)) - wide / 2, _y(ends[at], top), words(value),
                          _y(0, top) - _y(value, top), wide)
                for at, value in enumerate(one.values) if value
            ],
        )
        for number, (one, ends) in enumerate(zip(series, tops, strict=True), 1)
    ]  # fmt: skip
    return draw(
        "stacks", label=label, description=description, series=shapes, grid=_grid(top, words),
        names=axis_names(names),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of time with its name; ``state``: open, late or done; days count whole."""

    name: str
    begins: dt.date
    ends: dt.date
    state: str = "open"
    words: str = ""


def spans(
    rows: Sequence[Span], label: str, *, today: dt.date, day_words: Callable[[dt.date], str]
) -> SafeString:
    """Draw pieces of time one under the other, with a line at today."""
    first = min([today, *(row.begins for row in rows)])
    last = max([today, *(row.ends for row in rows)])
    whole = max((last - first).days + 1, 1)
    room = WIDTH - _NAME - RIGHT

    def x(day: dt.date, more: int = 0) -> float:
        return _NAME + room * ((day - first).days + more) / whole

    height = TOP + _ROW * len(rows) + BOTTOM
    shapes = [
        (row, ChartMark(x(row.begins), TOP + _ROW * at, row.words, _BAR,
                        max(2.0, x(row.ends, 1) - x(row.begins))))
        for at, row in enumerate(rows)
    ]  # fmt: skip
    ends = [ChartMark(x(first), height - 8, day_words(first))]
    ends += [ChartMark(x(last, 1), height - 8, day_words(last))] if whole > 1 else []
    return draw("spans", label=label, rows=shapes, ends=ends, now=x(today), height=height,
                base=height - BOTTOM)  # fmt: skip


def round_up(value: float) -> float:
    """Give a round number at or above a value: 1, 2, 4, 5 or 8 times a power of ten."""
    if value <= 0:
        return 1
    power = 10.0 ** math.floor(math.log10(value))
    return next(m * power for m in (1, 2, 4, 5, 8, 10) if m * power >= value)


def _sum_values(sums: list[float], values: Iterable[float]) -> list[float]:
    return [one + other for one, other in zip(sums, values, strict=True)]


def _grid(top: float, words: Words) -> list[ChartMark]:
    steps = [top * n / _TICKS for n in range(_TICKS + 1)]
    return [ChartMark(LEFT, _y(step, top), words(step)) for step in steps]


def _x(at: int, number: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / max(number, 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top


def _legend_x(number: int) -> float:
    return LEFT + _LEGEND * (number - 1)


def _runs(values: Sequence[float | None], top: float) -> list[str]:
    runs: list[list[str]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{_x(at, len(values)):.1f},{_y(value, top):.1f}")
    return [" ".join(run) for run in runs if run]


def _band(band: Sequence[tuple[float, float] | None], top: float) -> str:
    known = [(_x(at, len(band)), *each) for at, each in enumerate(band) if each]
    there = [f"{x:.1f},{_y(high, top):.1f}" for x, _low, high in known]
    back = [f"{x:.1f},{_y(low, top):.1f}" for x, low, _high in reversed(known)]
    return " ".join([*there, *back])
