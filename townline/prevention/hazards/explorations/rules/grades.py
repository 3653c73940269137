"""How bad a cavity is, by what was measured and the district's table; pure.

Each measure is a grade of its own by the table's bounds, and the worst of them is the cavity's.
A measure that becomes worse never makes the grade better. Whatever the table does not settle is
settled to the worse side, and flagged for a person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """From the worst; the codes of the command line and of files."""

    EMERGENCY = "emergency"
    PRIORITY = "priority"
    GENERAL = "general"
    WATCH = "watch"


class GradeMeasure(StrEnum):
    """What the table asks of: the thickness above the cavity (cm), and its width (m)."""

    ASPHALT = "asphalt_cm"
    COVER = "cover_cm"
    WIDTH = "width_m"


THICKNESS = (GradeMeasure.ASPHALT, GradeMeasure.COVER)


class Flag(StrEnum):
    """Why a person should look at a grade."""

    NO_ASPHALT = "no_asphalt"
    NO_COVER = "no_cover"
    NO_WIDTH = "no_width"
    # Asphalt and cover are of two grades, and the table does not say that one is enough.
    MIXED = "mixed"
    # Between what the table names.
    UNNAMED = "unnamed"


_MISSING = {
    GradeMeasure.ASPHALT: Flag.NO_ASPHALT,
    GradeMeasure.COVER: Flag.NO_COVER,
    GradeMeasure.WIDTH: Flag.NO_WIDTH,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """The bounds of one grade: thinner than ``asphalt_cm`` or ``cover_cm``, from ``width_m`` on.

    ``alone``: measures of which one alone makes the grade, by the table. ``unnamed``: measures
    whose bound the table does not name: a cavity that has this grade by them alone is flagged.
    """

    grade: Grade
    asphalt_cm: float | None = None
    cover_cm: float | None = None
    width_m: float | None = None
    alone: frozenset[GradeMeasure] = frozenset()
    unnamed: frozenset[GradeMeasure] = frozenset()

    def holds(self, measure: GradeMeasure, value: float) -> bool:
        """Say whether a value is so bad."""
        bound: float | None = getattr(self, measure)
        if bound is None:
            return False
        return value >= bound if measure is GradeMeasure.WIDTH else value < bound


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured; None is what was not."""

    asphalt_cm: float | None = None
    cover_cm: float | None = None
    width_m: float | None = None

    def known(self) -> dict[GradeMeasure, float]:
        """Give the measures that there are."""
        found = ((measure, getattr(self, measure)) for measure in GradeMeasure)
        return {measure: value for measure, value in found if value is not None}


@dataclass(frozen=True, slots=True)
class Graded:
    """``by``: the measures that make the grade; none where only the lack of one does."""

    grade: Grade
    by: tuple[GradeMeasure, ...]
    flags: tuple[Flag, ...] = field(default=())


def grade(measured: Measured, bounds: Sequence[Bound]) -> Graded:
    """Grade a cavity. ``bounds``: of the grades but the last, from the worst.

    The best grade wants every measure: where one lacks, it is the one before.
    """
    known = measured.known()
    for bound in bounds:
        by = tuple(m for m, value in known.items() if bound.holds(m, value))
        if by:
            return Graded(bound.grade, by, tuple(_flags(known, by, bound, bounds)))
    lacking = tuple(_MISSING[m] for m in GradeMeasure if m not in known)
    return Graded(bounds[-1].grade if lacking else Grade.WATCH, (), lacking)


def _flags(
    known: Mapping[GradeMeasure, float],
    by: tuple[GradeMeasure, ...],
    bound: Bound,
    bounds: Sequence[Bound],
) -> Iterator[Flag]:
    yield from (_MISSING[m] for m in GradeMeasure if m not in known)
    if not bound.alone.isdisjoint(by):
        return
    if bound.unnamed.issuperset(by):
        yield Flag.UNNAMED
    elif _differ(known, bounds):
        yield Flag.MIXED


def _differ(known: Mapping[GradeMeasure, float], bounds: Sequence[Bound]) -> bool:
    """Say whether asphalt and cover are of two grades."""
    own = {
        next((b.grade for b in bounds if b.holds(m, known[m])), Grade.WATCH)
        for m in THICKNESS
        if m in known
    }
    return len(own) > 1
