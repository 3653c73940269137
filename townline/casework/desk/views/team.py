"""The work of a department person by person, and giving it to somebody else."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from townline.casework.cases import api as cases
from townline.casework.cases.views import labels
from townline.casework.cases.views.lists import directory, the_act
from townline.casework.desk import api
from townline.casework.desk.selectors.team import PersonLoad, Week
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Staff, Viewer
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page

_DAY = dt.timedelta(days=1)
_HEIGHT, _STEP, _BAR = 36, 16, 12  # of the small bars, in units of their drawing


@dataclass(frozen=True)
class Bar:
    """One week as drawn: all answers, and on top of them those after the promise."""

    week: Week
    x: int
    y: int
    height: int
    late_height: int


@dataclass(frozen=True)
class PersonLine:
    """One person; ``person`` None for what nobody has been given. ``away``: who stands in."""

    person: Staff | None
    load: PersonLoad
    bars: Sequence[Bar]
    answered: int
    late: int
    away: Staff | None


def leads(viewer: Viewer) -> bool:
    """Say whether a person looks at the work of others: heads, the mayor's side, who watches."""
    return viewer.role in {Role.HEAD, Role.MAYOR, Role.DEPUTY, Role.CLERK, Role.AUDITOR}


@require_GET
@staff_page(leads, reads=True)
def team(request: HttpRequest) -> HttpResponse:
    """Show a department's people with their load, and one person's cases if asked for."""
    act, names = the_act(request), directory()
    offices = [d for d in names.offices if act.viewer.sees(d.code)]
    requested = request.GET.get("department", "") or act.viewer.department or ""
    office = next((d for d in offices if d.code == requested), offices[0] if offices else None)
    if office is None:
        return problem_page(request, 404)
    lines = _lines(act, office.code)
    person = _person(request.GET.get("person", ""), lines)
    context: dict[str, Any] = {
        "office": office,
        "offices": offices,
        "lines": lines,
        "sums": _sums(lines),
        "person": person,
        "cases": _cases(act.viewer, office.code, person) if person else [],
        "colleagues": [line.person for line in lines if line.person and line.person.is_active],
        "may_assign": act.viewer.may(Permission.ASSIGN),
        "key": uuid.uuid4(),
        "here": request.get_full_path(),
    }
    return render(request, "desk/team.html", context)


def _lines(act: Act, office: str) -> list[PersonLine]:
    midnight = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    loads = {
        load.staff: load for load in api.team_load(act, department=office, day_end=midnight + _DAY)
    }
    own = departments.staff_ids(roles=[Role.OFFICER, Role.HEAD], department=office)
    covers = departments.covers_now(act.now)
    ids = {*own, *(one for one in loads if one)}
    people = departments.staff_names(ids | set(covers.values()))
    most = max([week.answered for load in loads.values() for week in load.weeks], default=0)
    order: list[int | None] = [*sorted(ids, key=lambda one: people[one].username), None]
    return [
        _line(
            people.get(one or 0),
            loads.get(one) or PersonLoad(staff=one),
            most,
            people.get(covers.get(one or 0, 0)),
        )
        for one in order
        if one or None in loads
    ]


def _line(person: Staff | None, load: PersonLoad, most: int, cover: Staff | None) -> PersonLine:
    return PersonLine(
        person=person,
        load=load,
        bars=[_bar(number, week, most) for number, week in enumerate(load.weeks)],
        answered=sum(week.answered for week in load.weeks),
        late=sum(week.late for week in load.weeks),
        away=cover,
    )


def _bar(number: int, week: Week, most: int) -> Bar:
    height = round(_HEIGHT * week.answered / most) if most else 0
    late = round(_HEIGHT * week.late / most) if most else 0
    # One late answer is seen, however many there were.
    late = max(late, 2) if week.late else 0
    return Bar(week, number * _STEP, _HEIGHT - height, height, min(late, max(height, 2)))


def _sums(lines: list[PersonLine]) -> dict[str, int]:
    names = ("open", "due_today", "late", "legal", "promised", "missed")
    return {name: sum(getattr(line.load, name) for line in lines) for name in names}


def _person(words: str, lines: list[PersonLine]) -> PersonLine | None:
    """Find the line that an address asks for: a person's id, or ``none``."""
    for line in lines:
        if words == (str(line.person.id) if line.person else "none"):
            return line
    return None


def _cases(viewer: Viewer, office: str, line: PersonLine) -> list[tuple[Any, str]]:
    person = line.person.id if line.person else None
    found = api.team_cases(viewer=viewer, department=office, person=person)
    return [(case, labels.state(cases.CaseState(case.state))) for case in found]
