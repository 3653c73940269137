"""The figures on paper, and as JSON."""

from collections.abc import Iterator
from typing import Any

from townline.training.evaluation.figures import Figures
from townline.training.evaluation.shares import Share

_MOST = 15


def lines(figures: Figures, *, full: bool) -> Iterator[str]:
    """Give the lines to print; ``full``: the whole table of what was taken for what."""
    yield from _table(figures.shares)
    if figures.services:
        yield ""
        yield "accuracy by service"
        yield from _table(figures.services)
        yield ""
        yield from _whole(figures) if full else _top(figures)


def _table(shares: dict[str, Share]) -> Iterator[str]:
    width = max((len(name) for name in shares), default=0)
    for name, value in shares.items():
        yield f"  {name:<{width}}  {value}"


def _top(figures: Figures) -> Iterator[str]:
    yield "most often taken for another (right -> guessed, times)"
    wrong = [(pair, n) for pair, n in figures.confusions.items() if pair[0] != pair[1]]
    for (right, guessed), times in sorted(wrong, key=lambda one: (-one[1], one[0]))[:_MOST]:
        yield f"  {right} -> {guessed}  {times}"


def _whole(figures: Figures) -> Iterator[str]:
    codes = sorted({code for pair in figures.confusions for code in pair})
    yield "right (rows), guessed (columns)"
    yield " " * 10 + " ".join(f"{code[:6]:>6}" for code in codes)
    for right in codes:
        row = (figures.confusions.get((right, guessed), 0) for guessed in codes)
        yield f"{right[:10]:<10}" + " ".join(f"{n or '.':>6}" for n in row)


def as_json(figures: Figures) -> dict[str, Any]:
    """Give the same for programs."""
    return {
        "shares": {name: _plain(value) for name, value in figures.shares.items()},
        "services": {name: _plain(value) for name, value in figures.services.items()},
        "confusions": [
            {"right": right, "guessed": guessed, "times": times}
            for (right, guessed), times in sorted(figures.confusions.items())
        ],
    }


def _plain(value: Share) -> dict[str, Any]:
    return {"value": value.value, "low": value.low, "high": value.high, "of": value.of}
