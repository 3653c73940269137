"""What the printed report of a survey tells, read with few queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from townline.platform.web.maps.frames import boundaries, ground
from townline.prevention.surveys.api import (
    Counted,
    Grade,
    Home,
    HomeState,
    SurveyProgress,
    count_list,
    progress,
    rules_of,
)
from townline.prevention.surveys.pages.rules.drawing import (
    MapSheet,
    by_grade,
    marks,
    middle,
    outline,
    sheet,
)
from townline.prevention.surveys.pages.rules.publishing import DongCount, PublicCount, publish_list
from townline.prevention.surveys.pages.selectors.agreement import Agrees, agreements


@dataclass(frozen=True, slots=True)
class Dong:
    """A dong of the map: its path, and where its name stands."""

    name: str
    path: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The map. ``marks``: place of the grade from the best, the grade, path, how many."""

    height: float
    dongs: list[Dong]
    waiting: str
    marks: list[tuple[int, str, str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyReport:
    """``needs``: measure to how many homes need it, the most first; ``unplaced``: not drawn."""

    grades: list[str]
    counted: Counted
    progress: SurveyProgress
    agreements: list[Agrees]
    needs: list[tuple[str, int]]
    homes_in_need: int
    drawing: Drawing
    unplaced: int


def report(kind: str, *, now: dt.datetime, today: dt.date) -> SurveyReport:
    """Read all of a kind's report; the same number of queries however long the list."""
    grades = [each.grade for each in rules_of(kind).grades]
    needs, in_need = _needs(kind)
    drawing, unplaced = _drawing(kind, grades)
    return SurveyReport(
        grades=grades,
        counted=count_list(kind),
        progress=progress(kind, today=today),
        agreements=agreements(kind, now=now),
        needs=needs,
        homes_in_need=in_need,
        drawing=drawing,
        unplaced=unplaced,
    )


def _needs(kind: str) -> tuple[list[tuple[str, int]], int]:
    rows = Grade.objects.filter(home__kind=kind, home__state=HomeState.GRADED, current=True)
    each = list(rows.exclude(needs=[]).values_list("needs", flat=True))
    counts = Counter(code for needs in each for code in needs)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0])), len(each)


def _drawing(kind: str, grades: list[str]) -> tuple[Drawing, int]:
    homes = Home.objects.filter(kind=kind).exclude(state=HomeState.EXCLUDED)
    rows = list(homes.values_list("longitude", "latitude", "state", "grade").order_by("id"))
    placed = [
        ((float(x), float(y)), state, grade)
        for x, y, state, grade in rows
        if x is not None and y is not None
    ]
    paper = sheet(ground().bounds)
    seen = [(at, grade) for at, state, grade in placed if state == HomeState.GRADED]
    waiting = [at for at, state, _ in placed if state != HomeState.GRADED]
    grade_marks = [
        (place, name, marks(paper, [at for at, _ in own], place), len(own))
        for place, name, own in by_grade(seen, grades, lambda row: str(row[1]))
    ]
    drawing = Drawing(
        height=paper.height,
        dongs=_dongs(paper),
        waiting=marks(paper, waiting, 0, 3.0),
        marks=grade_marks,
    )
    return drawing, len(rows) - len(placed)


def _dongs(paper: MapSheet) -> list[Dong]:
    return [
        Dong(
            str(feature["properties"].get("name_ko", "")),
            outline(paper, feature["geometry"]),
            middle(paper, feature["geometry"]),
        )
        for feature in boundaries()["features"]
    ]


# Totals of a list for everybody.


def totals(kind: str) -> tuple[list[str], PublicCount, list[PublicCount]]:
    """Give the grades, the whole and the dongs of a kind, as they may be published; two queries.

    A home without a dong stands in a line named "".
    """
    rows = Home.objects.filter(kind=kind).values_list("dong", "state", "grade")
    found: dict[str, DongCount] = {}
    for dong, state, grade, count in rows.annotate(n=Count("id")).order_by("dong"):
        line = found.setdefault(dong, DongCount(dong))
        if state == HomeState.EXCLUDED:
            line.excluded += count
        elif state == HomeState.GRADED:
            line.grades[grade] = line.grades.get(grade, 0) + count
        else:
            line.waiting += count
    order = [each.grade for each in rules_of(kind).grades]
    whole, lines = publish_list(list(found.values()), order)
    return order, whole, lines
