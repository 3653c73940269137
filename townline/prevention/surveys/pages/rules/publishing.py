"""What everybody may see of a list of homes: no count under five, nor what would tell one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from townline.platform.core.personal_data.suppression import hidden_flags, hidden_rows


@dataclass(slots=True)
class DongCount:
    """The homes of one dong, counted. ``grades``: by letter."""

    dong: str
    excluded: int = 0
    waiting: int = 0
    grades: dict[str, int] = field(default_factory=dict)

    @property
    def graded(self) -> int:
        return sum(self.grades.values())

    @property
    def listed(self) -> int:
        return self.excluded + self.waiting + self.graded


@dataclass(frozen=True, slots=True)
class PublicCount:
    """A line as it is published; None is not shown. ``grades`` from the best to the worst."""

    dong: str
    listed: int | None
    excluded: int | None
    waiting: int | None
    graded: int | None
    grades: tuple[int | None, ...]


def publish_list(
    counts: Sequence[DongCount], order: Sequence[str]
) -> tuple[PublicCount, list[PublicCount]]:
    """Publish a list's whole and its dongs, which add up to it; ``order``: the grades."""
    no_listed = hidden_flags([each.listed for each in counts])
    states = [(each.excluded, each.waiting, each.graded) for each in counts]
    no_states = hidden_rows(states, no_listed)
    no_grades = hidden_rows([_grades(each.grades, order) for each in counts], no_states)
    hides = zip(counts, no_listed, no_states, no_grades, strict=True)
    return _whole(counts, order), [_line(each, order, tuple(no)) for each, *no in hides]


def _grades(grades: Mapping[str, int], order: Sequence[str]) -> tuple[int, ...]:
    return tuple(grades.get(grade, 0) for grade in order)


def _line(each: DongCount, order: Sequence[str], hides: tuple[bool, ...]) -> PublicCount:
    listed, states, grades = hides
    return PublicCount(
        each.dong,
        None if listed else each.listed,
        None if states else each.excluded,
        None if states else each.waiting,
        None if states else each.graded,
        (None,) * len(order) if grades else _grades(each.grades, order),
    )


def _whole(counts: Sequence[DongCount], order: Sequence[str]) -> PublicCount:
    states = [sum(getattr(e, name) for e in counts) for name in ("excluded", "waiting", "graded")]
    grades = [sum(each.grades.get(grade, 0) for each in counts) for grade in order]
    listed = sum(states)
    no_states, no_grades = hidden_flags([*states]), hidden_flags(grades)
    excluded, waiting, graded = _visible_counts(states, no_states)
    return PublicCount(
        "", _visible_counts([listed], hidden_flags([listed]))[0], excluded, waiting, graded,
        tuple(_visible_counts(grades, no_grades)),
    )  # fmt: skip


def _visible_counts(counts: Sequence[int], hides: Sequence[bool]) -> list[int | None]:
    return [None if hide else count for count, hide in zip(counts, hides, strict=True)]


# How a few weeks of differences are drawn: points of one small line.

WIDTH, HEIGHT, _MOST = 120, 36, 2.0  # the middle is nought, the rim two grades
_EDGE = 4


@dataclass(frozen=True, slots=True)
class Trend:
    """``line``: points of an SVG polyline; ``dots``: x and y of each week that has one."""

    line: str
    dots: list[tuple[float, float]]


def trend(shifts: Sequence[float | None]) -> Trend:
    """Draw mean differences in grades, the oldest first; None where a week has none."""
    step = (WIDTH - 2 * _EDGE) / max(1, len(shifts) - 1)
    dots = [
        (round(_EDGE + n * step, 1), _y(shift))
        for n, shift in enumerate(shifts)
        if shift is not None
    ]
    return Trend(" ".join(f"{x},{y}" for x, y in dots), dots)


def _y(shift: float) -> float:
    within = max(-_MOST, min(_MOST, shift))
    return round(HEIGHT / 2 - within / _MOST * (HEIGHT / 2 - _EDGE), 1)
