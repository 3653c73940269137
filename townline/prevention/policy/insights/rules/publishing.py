"""What the public may see: counts that are too small are left out, and whatever would tell them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from townline.platform.core.personal_data.suppression import SMALLEST, hidden_flags, public_count
from townline.prevention.policy.insights.rules import measures
from townline.prevention.policy.insights.rules.counting import CaseTally, GroupCounts
from townline.prevention.policy.insights.rules.measures import ShareValue


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One part of a published sum; None is not shown.

    ``due``: of those that came, whose answer was due; ``kept``: of these, answered in time.
    """

    name: str
    came: int | None
    share: ShareValue | None
    due: int | None = None
    kept: int | None = None


def public_lines(parts: Sequence[tuple[str, CaseTally | GroupCounts]]) -> list[PublicLine]:
    """Publish the parts of a sum that is published too."""
    hides = hidden_flags([counted.came for _, counted in parts])
    few = hidden_flags([counted.kept + counted.late for _, counted in parts])
    return [
        PublicLine(name, None, None)
        if hide
        else PublicLine(
            name, counted.came, _share(counted.kept, counted.late), *_due(counted, hide=less)
        )
        for (name, counted), hide, less in zip(parts, hides, few, strict=True)
    ]


def _due(counted: CaseTally | GroupCounts, *, hide: bool = False) -> tuple[int | None, int | None]:
    """Give how many were due and how many of these were kept, unless either tells of too few."""
    due = counted.kept + counted.late
    small = any(0 < part < SMALLEST for part in (due, counted.kept, counted.late))
    return (None, None) if hide or small else (due, counted.kept)


def _share(met: int, late: int) -> ShareValue | None:
    return measures.share(met, met + late) if met + late >= SMALLEST else None


@dataclass(frozen=True, slots=True)
class PublicSum:
    """A time as a whole. Lengths in hours, the rating from 1 to 5; None is not shown.

    ``due`` and ``kept`` as of ``PublicLine``.
    """

    came: int | None
    share: ShareValue | None
    due: int | None
    kept: int | None
    median: float | None
    ninetieth: float | None
    rating: float | None
    rated: int | None
    reopened: ShareValue | None


def public_sum(tally: CaseTally, *, hide: bool = False) -> PublicSum:
    """Publish a time; ``hide``: its count is left out, because another one needs it."""
    if hide or tally.came < SMALLEST:
        none = public_count(tally.came) if not hide else None
        return PublicSum(none, None, None, None, None, None, None, None, None)
    due, met = _due(tally)
    enough, rated = tally.answered >= SMALLEST, tally.rated >= SMALLEST
    few_again = 0 < tally.reopened < SMALLEST
    return PublicSum(
        came=tally.came,
        share=_share(tally.kept, tally.late),
        due=due,
        kept=met,
        median=measures.median(tally.answer) if enough else None,
        ninetieth=measures.ninetieth(tally.answer) if enough else None,
        rating=measures.rating(tally) if rated else None,
        rated=tally.rated if rated else None,
        reopened=measures.reopened_share(tally) if enough and not few_again else None,
    )


# Places that tell of no house: the middle of a square of 100 metres.

_METRES = 111_195.0  # of a degree of latitude
SQUARE = 100.0


def square_middle(latitude: float, longitude: float, middle: float) -> tuple[float, float]:
    """Give the middle of the square that a point lies in (degrees of WGS 84).

    ``middle``: a latitude of the district, by which degrees of longitude are measured: squares
    stand side by side only if all are cut by the same one.
    """
    high = SQUARE / _METRES
    wide = high / math.cos(math.radians(middle))
    return _cell(latitude, high), _cell(longitude, wide)


def _cell(value: float, side: float) -> float:
    return round((math.floor(value / side) + 0.5) * side, 5)
