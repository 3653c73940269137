"""A visit moved, fixed or let go by hand, and a change of the plan undone."""

import datetime as dt

from django.db import transaction
from django.utils import translation

from townline.casework.cases.api import InvalidInput, NotFound
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.web import moments
from townline.platform.web.moments import english
from townline.prevention.surveys.api import (
    Home,
    HomeState,
    PlannedVisit,
    Surveyor,
    SurveyorAbsence,
    home_lock,
    homes_assign,
)
from townline.prevention.surveys.routes.errors import (
    BadHours,
    CannotUndo,
    DayGone,
    LacksSkill,
    NotListed,
    Promised,
    SurveyorAbsent,
)
from townline.prevention.surveys.routes.models import HomeNeeds, PlanChange
from townline.prevention.surveys.routes.selectors.planning import routes
from townline.prevention.surveys.routes.services.days import day_order, days_retime
from townline.prevention.surveys.routes.services.visits import (
    change_keep,
    open_visits,
    plan_lock,
    put_back,
    visit_row,
)

UNDO = dt.timedelta(minutes=10)
type Window = tuple[dt.time, dt.time] | None


@transaction.atomic
def visit_move(
    *,
    home_id: int,
    surveyor_id: int,
    day: dt.date,
    window: Window,
    actor: audit.Actor,
    now: dt.datetime,
    fixed: bool = True,
    kind: str = "move",
) -> PlannedVisit:
    """Put a home's visit on a day of a surveyor; planning leaves it there.

    Raises NotListed, DayGone, AwayThen, LacksSkill, InvalidInput, NotFound.
    """
    plan_lock()
    home = home_lock(home_id)
    who = _check_move(home, surveyor_id, day, window, now)
    before = open_visits([home_id])
    left = {(each.surveyor_id, each.day) for each in before}
    visit = before[0] if before else PlannedVisit(home=home, position=1, planned_at=now)
    rows = [visit_row(each) for each in before]
    visit.surveyor, visit.day, visit.fixed = who, day, fixed
    visit.not_before, visit.not_after = window or (None, None)
    visit.planned_at = now
    visit.save()
    day_order(who, day, visit)
    days_retime(left - {(who.id, day)})
    homes_assign(home_ids=[home_id], surveyor=who, actor=actor, now=now)
    visit.refresh_from_db()
    change_keep(kind, rows, [visit_row(visit)], actor=actor, now=now)
    _record(home_id, "home:visit:move", actor, now, day=day.isoformat(), surveyor=who.id)
    return visit


@transaction.atomic
def visit_shift(
    *, home_id: int, surveyor_id: int, day: dt.date, actor: audit.Actor, now: dt.datetime
) -> PlannedVisit:
    """Put a planned visit on another surveyor or day; a time that was promised stays with it.

    Raises Promised for another day than that of the promise, NotFound, and as ``visit_move`` does.
    """
    plan_lock()
    found = open_visits([home_id])
    if not found:
        raise NotFound(f"home {home_id} has no visit")
    begins, ends = found[0].not_before, found[0].not_after
    window = (begins, ends) if begins and ends else None
    if window and found[0].day != day:
        raise Promised("the household chose that day", **_day_fields(found[0].day))
    return visit_move(
        home_id=home_id, surveyor_id=surveyor_id, day=day, window=window, actor=actor, now=now
    )


def _day_fields(day: dt.date) -> dict[str, str]:
    """Give a day to programs, and as people read it."""
    return {"day": day.isoformat(), "on": moments.day(day)}


def _check_move(
    home: Home, surveyor_id: int, day: dt.date, window: Window, now: dt.datetime
) -> Surveyor:
    who = Surveyor.objects.filter(id=surveyor_id, active=True).first()
    if who is None:
        raise NotFound(f"there is no surveyor {surveyor_id}")
    if home.state != HomeState.LISTED:
        raise NotListed("nobody goes to a home that is settled")
    if day < now.astimezone(district.current().zone).date():
        raise DayGone("a day to come")
    if window and window[0] >= window[1]:
        raise BadHours("an appointment ends after it begins")
    absences = SurveyorAbsence.objects.filter(surveyor=who, begins_on__lte=day, ends_on__gte=day)
    if absences.exists():
        raise SurveyorAbsent("the surveyor is absent", name=who.name, **_day_fields(day))
    if lacking := needed_skills(home.id) - set(who.skills):
        raise LacksSkill("the surveyor lacks a skill", name=who.name, skills=skill_words(lacking))
    return who


def needed_skills(home_id: int) -> set[str]:
    """Give the skills that a home asks for."""
    row = HomeNeeds.objects.filter(home=home_id).values_list("skills", flat=True).first()
    return set(row or ())


def skill_words(codes: set[str]) -> str:
    """Name skills in the reader's language."""
    language = "en" if english() or translation.get_language() == "en" else "ko"
    names = {each.code: each.name.in_language(language) for each in routes().skills}
    return ", ".join(names.get(code, code) for code in sorted(codes))


@transaction.atomic
def visit_fix(*, home_id: int, fixed: bool, actor: audit.Actor, now: dt.datetime) -> None:
    """Fix a home's visit to its day and surveyor, or let planning move it again.

    An appointment goes with its being let go. Raises NotFound.
    """
    plan_lock()
    found = open_visits([home_id])
    if not found:
        raise NotFound(f"home {home_id} has no visit")
    visit, before = found[0], [visit_row(found[0])]
    visit.fixed = fixed
    if not fixed:
        visit.not_before = visit.not_after = None
    visit.save(update_fields=["fixed", "not_before", "not_after"])
    change_keep("fix" if fixed else "free", before, [visit_row(visit)], actor=actor, now=now)
    _record(home_id, "home:visit:fix" if fixed else "home:visit:free", actor, now)


@transaction.atomic
def change_undo(*, change_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Put back what the last change of the plan took the place of.

    Homes that were settled since stay settled. Raises CannotUndo where the plan was changed since,
    or after ten minutes.
    """
    plan_lock()
    change = undoable(now)
    if change is None or change.id != change_id:
        raise CannotUndo("only the last change can be undone, for ten minutes")
    homes = {row[0] for row in (*change.before, *change.after)}
    current = {each.home_id: each for each in open_visits(homes)}
    listed = set(
        Home.objects.filter(id__in=homes, state=HomeState.LISTED).values_list("id", flat=True)
    )
    after = {row[0]: row for row in change.after}
    if any(
        visit_row(each)[1:3] != after.get(home, [None] * 3)[1:3] for home, each in current.items()
    ):
        raise CannotUndo("the visits were changed since")
    PlannedVisit.objects.filter(id__in=[each.id for each in current.values()]).delete()
    # What was done since stays done: its home had an open visit after the change.
    gone = {home for home in after if home not in current}
    rows = [put_back(row, now) for row in change.before if row[0] in listed - gone]
    PlannedVisit.objects.bulk_create(rows, batch_size=1_000)
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    _assign_back(rows, actor, now)
    if change.run_id is None:
        days_retime(
            {(row[1], dt.date.fromisoformat(row[2])) for row in [*change.before, *change.after]}
        )
    entry = audit.AuditEntry(
        subject=f"survey_plan:{change.run_id or 0}", event="survey_plan:change:undo",
        actor=actor, at=now, data={"change": change.id, "visits": len(rows)},
    )  # fmt: skip
    audit.record(entry)


def _assign_back(rows: list[PlannedVisit], actor: audit.Actor, now: dt.datetime) -> None:
    by_surveyor: dict[int, list[int]] = {}
    for row in rows:
        by_surveyor.setdefault(row.surveyor_id, []).append(row.home_id)
    people = Surveyor.objects.in_bulk(by_surveyor.keys())
    for number, homes in by_surveyor.items():
        homes_assign(home_ids=homes, surveyor=people[number], actor=actor, now=now)


def undoable(now: dt.datetime) -> PlanChange | None:
    """Give the last change while it can be undone: for ten minutes, once."""
    last = PlanChange.objects.order_by("-at", "-id").first()
    if last is None or last.undone_at is not None or last.kind == "appointment":
        return None
    return last if last.at > now - UNDO else None


@transaction.atomic
def needs_set(*, home_id: int, skills: list[str], actor: audit.Actor, now: dt.datetime) -> None:
    """Say which skills a home asks for. Raises InvalidInput for one that the district has not."""
    known = {each.code for each in routes().skills}
    if strange := set(skills) - known:
        raise InvalidInput(f"there is no skill {min(strange)!r}")
    home_lock(home_id)
    HomeNeeds.objects.update_or_create(home_id=home_id, defaults={"skills": sorted(set(skills))})
    _record(home_id, "home:needs:set", actor, now, skills=sorted(set(skills)))


def _record(home_id: int, event: str, actor: audit.Actor, now: dt.datetime, **data: object) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"home:{home_id}", event=event, actor=actor, at=now, data=dict(data)
        )
    )
