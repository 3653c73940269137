"""A household that was out when somebody came is told by text, beside the card at its door."""

import datetime as dt

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.prevention.surveys.api import Household, PlannedVisit, home_subject
from townline.prevention.surveys.events import HomeMissed
from townline.prevention.surveys.routes.models import Appointment
from townline.prevention.surveys.routes.rules.replies import (
    AppointmentState,
    appointment_subject,
)
from townline.prevention.surveys.routes.selectors.planning import routes
from townline.prevention.surveys.routes.services.appointments import (
    department,
    language_of,
    send_text,
)

# What arrives later than that (a phone without signal) would only puzzle.
_FRESH = dt.timedelta(days=1)


def notify_missed(event: HomeMissed) -> None:
    """Say that somebody came, and from when on they come again; where a telephone is known."""
    household = Household.objects.filter(home=event.home_id).first()
    if household is None or event.now - event.at > _FRESH:
        return
    whose = household.resident_id
    brief = conversations.residents_brief([whose]).get(whose)
    language = brief.language if brief else "ko"
    body = cases.automatic(
        "visit_missed",
        language,
        who=department(language),
        again=resident_moments.day(event.again, language),
    )
    conversations.automatic_queue(
        resident_id=whose,
        body=body,
        reference=home_subject(event.home_id),
        now=event.now,
        cause=Cause.OWN,
        not_before=cases.ends(event.now),
    )


# A household that waits for a surveyor who is late is told so, once.

# Beyond it nobody waits any more, and a word would only surprise.
_STALE = dt.timedelta(hours=2)


def late_run(*, now: dt.datetime, limit: int = 200) -> int:
    """Tell who waits; one transaction each, safe to repeat. A visit may be done without signal."""
    if not routes().late_minutes:
        return 0
    local = now.astimezone(district.current().zone)
    waiting = Appointment.objects.filter(state=AppointmentState.CHOSEN, late_told_at=None)
    here = PlannedVisit.objects.filter(day=local.date(), done_at=None, not_after__lt=local.time())
    due = waiting.filter(home__in=here.values("home"), resident_id__isnull=False)
    return sum(
        _notify_late(pk, now)
        for pk in list(due.order_by("id").values_list("id", flat=True)[:limit])
    )


@transaction.atomic
def _notify_late(pk: int, now: dt.datetime) -> bool:
    rows = Appointment.objects.select_for_update(skip_locked=True)
    row = rows.filter(id=pk, state=AppointmentState.CHOSEN, late_told_at=None).first()
    if row is None:
        return False
    visit = PlannedVisit.objects.filter(home=row.home_id, done_at=None).first()
    if visit is None or not _is_late(visit, now):
        return False
    row.late_told_at = now
    row.save(update_fields=["late_told_at"])
    language = language_of(row)
    body = cases.automatic("visit_late", language, who=department(language))
    # Somebody waits at home for who does not come: at once, whatever the hour is.
    sent = send_text(row, body, now, cause=Cause.FOLLOWS, awaited=True) is not None
    audit.record(
        audit.AuditEntry(
            subject=appointment_subject(row.pk), event="appointment:lateness:tell",
            actor=audit.SYSTEM, at=now, data={"home": row.home_id, "texted": sent},
        )
    )  # fmt: skip
    return sent


def _is_late(visit: PlannedVisit, now: dt.datetime) -> bool:
    if visit.not_after is None:
        return False
    ended = dt.datetime.combine(visit.day, visit.not_after, district.current().zone)
    late = ended + dt.timedelta(minutes=routes().late_minutes)
    return late <= now < ended + _STALE
