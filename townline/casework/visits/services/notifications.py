"""What residents hear of a visit by themselves: never at night, never after a STOP."""

import datetime as dt

from django.db import transaction

from townline.casework.cases import api as cases
from townline.casework.cases.api import OPEN, automatic, others_of, subject, survivor
from townline.casework.cases.models import Case
from townline.casework.visits.models import Visit
from townline.casework.visits.rules.visit import VisitState
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district, resident_moments
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role

PLANNED, MOVED, CANCELLED = "visit_planned", "visit_moved", "visit_cancelled"
DONE, DONE_SHORT = "visit_done", "visit_done_short"


def schedule_notice(visit: Visit, case: Case, key: str, now: dt.datetime) -> None:
    """Tell residents at once, or in the morning if it is night; the newest word counts.

    Who never heard of a visit does not hear that it is moved or cancelled.
    """
    if key in {MOVED, CANCELLED} and not visit.told:
        key = PLANNED if key == MOVED and visit.tell else ""
    visit.tell, visit.tell_at = key, (cases.ends(now) or now) if key else None
    visit.save(update_fields=["tell", "tell_at"])
    if visit.tell_at is not None and visit.tell_at <= now:
        _queue_notice(visit, case, now)


def visit_notices_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Tell what waited for the morning; one transaction each, safe to repeat."""
    done = 0
    while done < limit and _send_next(now):
        done += 1
    return done


@transaction.atomic
def _send_next(now: dt.datetime) -> bool:
    due = Visit.objects.select_for_update(skip_locked=True).filter(tell_at__lte=now)
    visit = due.order_by("tell_at").first()
    if visit is None:
        return False
    _queue_notice(visit, survivor(Case.objects.get(id=visit.case_id)), now)
    return True


def _queue_notice(visit: Visit, case: Case, now: dt.datetime) -> None:
    key = _key(visit, case, now)
    visit.tell, visit.tell_at, visit.told = "", None, True
    visit.save(update_fields=["tell", "tell_at", "told"])
    if not key:
        return
    lang = case.language
    written = resident_moments.moment if visit.timed else resident_moments.day
    body = automatic(
        key,
        lang,
        code=case.code or "",
        due=resident_moments.promise(case.answer_due_at, case.promise_from, lang),
        visit=written(visit.planned_at, lang),
        who=who(visit.visitor_id, lang),
    )
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        conversations.automatic_queue(
            resident_id=resident,
            body=body,
            reference=subject(case.id),
            now=now,
            cause=Cause.FOLLOWS if key in {MOVED, CANCELLED} else Cause.OWN,
        )


def _key(visit: Visit, case: Case, now: dt.datetime) -> str:
    """Choose the words that are still true: what waited a night may be over by the morning."""
    if visit.tell != DONE:
        # The day came before its announcement could go out: nothing to announce.
        gone = visit.state != VisitState.PLANNED or (visit.timed and visit.planned_at <= now)
        return "" if visit.tell in {PLANNED, MOVED} and gone else visit.tell
    # An answer is announced only where one is still to come.
    return DONE if case.state in OPEN and case.answer_due_at > now else DONE_SHORT


def who(staff_id: int, lang: str) -> str:
    """Say who comes: the mayor by the title, others by their department, never by name."""
    person, house = departments.staff_by_id(staff_id), district.part(Office)
    titles = {Role.MAYOR: house.mayor_title, Role.DEPUTY: house.deputy_title}
    title = titles.get(Role(person.role)) if person else None
    if title:
        return title.in_language(lang)
    office = person.department if person else None
    if office is None:
        return district.current().name(lang)
    return office.name_ko if lang == "ko" else office.name_en
