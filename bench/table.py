"""The one table: a figure, its ratio to another of the same run, and the aim."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """``ratio`` compares with the figure named in ``to``; ``aim`` is words."""

    name: str
    value: str
    ratio: float | None = None
    to: str = ""
    aim: str = ""


type Section = Callable[[], list[Figure]]


def log_progress(words: str) -> None:
    """Show that something goes on."""
    print(f"    {words}", flush=True)


def show(figures: list[Figure], changes: list[str]) -> None:
    """Print the table in Markdown; ``changes``: of each figure since its last run."""
    rows = [("figure", "value", "change", "ratio", "aim"), ("---", "---:", "---:", "---", "---")]
    pairs = zip(figures, changes, strict=True)
    rows += [(f.name, f.value, change, _ratio(f), f.aim) for f, change in pairs]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("| " + " | ".join(cells) + " |")


def _ratio(figure: Figure) -> str:
    return "" if figure.ratio is None else f"{figure.ratio:.2f} of {figure.to}"


def rate(number: float, unit: str) -> str:
    """Write a rate, with separators."""
    return f"{number:,.0f} {unit}/s"


def quantile(values: list[float], share: float) -> float:
    """Give the value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
