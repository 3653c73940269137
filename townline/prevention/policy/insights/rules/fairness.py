"""Whether all are served alike: shares with an honest interval, beside that of the whole."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.personal_data.suppression import SMALLEST, hidden_flags
from townline.prevention.policy.insights.rules.counting import GroupCounts

_Z = 1.959964  # of a normal distribution: 95% lie within


class FairnessMeasure(StrEnum):
    """What is compared. More of the first is better, of the others worse."""

    KEPT = "kept"
    DECLINED = "declined"
    REOPENED = "reopened"


class Comparison(StrEnum):
    """How a share stands beside that of the whole, when chance alone would seldom do it."""

    BETTER = "better"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Interval:
    """A share of ``base`` cases and its 95% interval, 0 to 1.

    ``beside``: None where what differs from the whole may be chance.
    """

    share: float
    low: float
    high: float
    base: int
    beside: Comparison | None = None


@dataclass(frozen=True, slots=True)
class FairnessLine:
    """One dong, language or channel. None: too few stand behind it, or would be told by it."""

    value: str
    came: int | None
    measures: Mapping[FairnessMeasure, Interval | None]


# What a share is a part of: promises that still run count for nothing yet.
_PARTS: dict[FairnessMeasure, Callable[[GroupCounts], tuple[int, int]]] = {
    FairnessMeasure.KEPT: lambda group: (group.kept, group.kept + group.late),
    FairnessMeasure.DECLINED: lambda group: (group.declined, group.answered),
    FairnessMeasure.REOPENED: lambda group: (group.reopened, group.answered),
}


def wilson(part: int, base: int) -> tuple[float, float]:
    """Give the 95% interval of a share, 0 to 1 (Wilson 1927; ``base`` above 0).

    It holds for few cases and for shares near 0 and 1 too, where others leave the scale.
    """
    share, square = part / base, _Z**2 / base
    middle = (share + square / 2) / (1 + square)
    half = _Z / (1 + square) * math.sqrt(share * (1 - share) / base + square / (4 * base))
    # Exactly so at the ends, or a rounding error makes none of many look worse than none.
    return middle - half if part else 0.0, middle + half if part < base else 1.0


def whole_of(groups: Mapping[str, GroupCounts]) -> GroupCounts:
    """Add up all groups."""
    found = GroupCounts()
    for group in groups.values():
        found.add(group)
    return found


def compare_groups(groups: Mapping[str, GroupCounts]) -> tuple[FairnessLine, list[FairnessLine]]:
    """Give the whole, and each group beside it: the most cases first, the unknown last.

    Counts below ``SMALLEST`` are left out, and so is what the whole would tell of them.
    """
    ordered = sorted(groups.items(), key=lambda item: (not item[0], -item[1].came, item[0]))
    whole = whole_of(groups)
    total = FairnessLine(
        "", whole.came, {each: _interval(each, whole, None) for each in FairnessMeasure}
    )
    hides = hidden_flags([group.came for _, group in ordered])
    columns = {
        each: _column(each, [g for _, g in ordered], total, hides) for each in FairnessMeasure
    }
    return total, [
        FairnessLine(
            value,
            None if hides[at] else group.came,
            {each: columns[each][at] for each in FairnessMeasure},
        )
        for at, (value, group) in enumerate(ordered)
    ]


def _column(
    measure: FairnessMeasure,
    groups: Sequence[GroupCounts],
    total: FairnessLine,
    hides: Sequence[bool],
) -> list[Interval | None]:
    few = hidden_flags([_PARTS[measure](group)[1] for group in groups])
    return [
        None if hide or small else _interval(measure, group, total.measures[measure])
        for group, hide, small in zip(groups, hides, few, strict=True)
    ]


def _interval(
    measure: FairnessMeasure, group: GroupCounts, whole: Interval | None
) -> Interval | None:
    part, base = _PARTS[measure](group)
    if base < SMALLEST:
        return None
    low, high = wilson(part, base)
    return Interval(part / base, low, high, base, _comparison(measure, low, high, whole))


def _comparison(
    measure: FairnessMeasure, low: float, high: float, whole: Interval | None
) -> Comparison | None:
    if whole is None or low <= whole.share <= high:
        return None
    more = low > whole.share
    return Comparison.BETTER if more == (measure is FairnessMeasure.KEPT) else Comparison.WORSE
