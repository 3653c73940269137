"""Yearly checks become rounds by themselves: given to somebody, told of, loud when late."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Role
from townline.platform.triage.api import dong_name
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureEvent, MeasureState
from townline.prevention.works.events import MeasureMoved
from townline.prevention.works.progress.errors import RoundNotFound
from townline.prevention.works.progress.models import CheckItem, CheckRound
from townline.prevention.works.progress.rules.remarks import RoundRemark, round_subject
from townline.prevention.works.progress.selectors.lists import check_works
from townline.prevention.works.progress.selectors.wording import progress_settings

_AGAIN = dt.timedelta(days=7)
_LEAST = dt.timedelta(days=14)  # so long somebody has, whatever day a check was due on
_MORNING = dt.time(8)
_ENDS = frozenset({MeasureEvent.CHECK, MeasureEvent.DEFECT})


@transaction.atomic
def plan_checks(*, now: dt.datetime) -> int:
    """Put works whose check comes up into rounds, by kind and dong; give how many works."""
    today = now.astimezone(district.current().zone).date()
    until = today + dt.timedelta(days=progress_settings().check_ahead_days)
    waits = CheckItem.objects.filter(measure=OuterRef("pk"), done_at=None)
    rows = Measure.objects.filter(
        ~Exists(waits), state=MeasureState.ACCEPTED, check_on__lte=until
    ).select_for_update(of=("self",), skip_locked=True)
    groups: dict[tuple[str, str], list[Measure]] = {}
    for row in rows.select_related("object").order_by("check_on", "id"):
        groups.setdefault((row.kind, row.object.dong), []).append(row)
    for (kind, dong), own in sorted(groups.items()):
        _fill(_round(kind, dong, own, today, now), own)
    return sum(map(len, groups.values()))


def _round(
    kind: str, dong: str, own: Sequence[Measure], today: dt.date, now: dt.datetime
) -> CheckRound:
    """Give the round that is under way there, else a new one for whoever has least to check."""
    known = CheckRound.objects.filter(kind=kind, dong=dong, ended_at=None, due_on__gte=today)
    if found := known.order_by("id").first():
        return found
    due = max(today + _LEAST, min(row.check_on for row in own if row.check_on))
    row = CheckRound.objects.create(
        kind=kind, dong=dong, due_on=due, staff_id=_free(), made_at=now, notice_at=now
    )
    _record(row, RoundRemark.MAKE, audit.SYSTEM, now, staff=row.staff_id)
    return row


def _fill(row: CheckRound, own: Iterable[Measure]) -> None:
    CheckItem.objects.bulk_create(CheckItem(round=row, measure=each) for each in own)


def checkers() -> list[int]:
    """Give who may be asked to check: officers of the department whose works they are."""
    department = district.part(works.Works).department or None
    return departments.staff_ids(roles=[Role.OFFICER], department=department)


def _free() -> int | None:
    """Give who has least to check, None where there is nobody."""
    there = checkers()
    open_items = CheckItem.objects.filter(done_at=None, round__staff__in=there)
    has = Counter(dict(open_items.values_list("round__staff").annotate(n=Count("id"))))
    return min(there, key=lambda one: (has[one], one), default=None)


@transaction.atomic
def round_assign(act: Act, *, round_id: int, staff_id: int) -> None:
    """Give a round to somebody else, who hears of it. Raises RoundNotFound, NotAllowed."""
    check_works(act.viewer)
    row = CheckRound.objects.select_for_update().filter(pk=round_id, ended_at=None).first()
    if row is None or staff_id not in checkers():
        raise RoundNotFound(f"there is no open round {round_id}")
    row.staff_id = staff_id
    row.save(update_fields=["staff"])
    _record(row, RoundRemark.ASSIGN, act.actor, act.now, staff=staff_id)
    _mail(row, {staff_id}, late=False, now=act.now)


def check_followed(event: MeasureMoved) -> None:
    """Tick a check off when it was made, or found a defect; with the last one the round is over."""
    if event.event not in _ENDS:
        return
    item = CheckItem.objects.filter(measure=event.measure_id, done_at=None).first()
    if item is None:
        return
    row = CheckRound.objects.select_for_update().get(pk=item.round_id)
    CheckItem.objects.filter(pk=item.pk).update(done_at=event.at)
    if not row.items.filter(done_at=None).exists():
        row.ended_at, row.notice_at = event.at, None
        row.save(update_fields=["ended_at", "notice_at"])
        _record(row, RoundRemark.END, audit.SYSTEM, event.at)


def notify_checks(*, now: dt.datetime, limit: int = 200) -> int:
    """Tell of every round whose moment has come; one transaction each, safe to repeat."""
    due = CheckRound.objects.filter(ended_at=None, notice_at__lte=now).order_by("notice_at", "id")
    return sum(_notify_check(each, now) for each in list(due.values_list("id", flat=True)[:limit]))


@transaction.atomic
def _notify_check(round_id: int, now: dt.datetime) -> bool:
    rows = CheckRound.objects.select_for_update().filter(ended_at=None, notice_at__lte=now)
    row = rows.filter(pk=round_id).first()
    if row is None:
        return False
    late = row.due_on < now.astimezone(district.current().zone).date()
    people = {row.staff_id} if row.staff_id else set()
    if late or not people:
        department = district.part(works.Works).department or None
        people |= set(departments.staff_ids(roles=[Role.HEAD], department=department))
    _mail(row, people, late=late, now=now)
    row.told, row.notice_at = row.told + 1, _next(row, now)
    row.save(update_fields=["told", "notice_at"])
    _record(row, RoundRemark.REMIND, audit.SYSTEM, now, people=len(people), late=late)
    return True


def _next(row: CheckRound, now: dt.datetime) -> dt.datetime:
    """Say when the next word is due: a week before, the day after, then each week."""
    zone = district.current().zone
    days = (row.due_on - _AGAIN, row.due_on + dt.timedelta(days=1))
    moments = (dt.datetime.combine(day, _MORNING, tzinfo=zone) for day in days)
    return next((each for each in moments if each > now), now + _AGAIN)


def _mail(row: CheckRound, people: Iterable[int], *, late: bool, now: dt.datetime) -> None:
    for staff in departments.staff_names(people).values():
        if staff.email:
            with translation.override(staff.language):
                subject, body = _letter(row, staff.language, late=late)
            emails.email_queue(to=staff.email, subject=subject, body=body, now=now)


def _letter(row: CheckRound, lang: str, *, late: bool) -> tuple[str, str]:
    form = (
        gettext("정기 점검 기한 경과: %(what)s %(dong)s, %(n)s곳 (기한 %(day)s)")
        if late
        else gettext("정기 점검: %(what)s %(dong)s, %(n)s곳 (기한 %(day)s)")
    )
    subject = form % {
        "what": works.measure_name(row.kind, lang),
        "dong": dong_name(row.dong, english=lang == "en") if row.dong else "",
        "n": row.items.filter(done_at=None).count(), "day": row.due_on.isoformat(),
    }  # fmt: skip
    page = public.address(f"/works/checks/?round={row.pk}") or ""
    return subject, f"{subject}\n{page}\n"


def _record(
    row: CheckRound, event: RoundRemark, actor: audit.Actor, now: dt.datetime, **data: object
) -> None:
    audit.record(
        audit.AuditEntry(subject=round_subject(row.pk), event=event, actor=actor, at=now, data=data)
    )
