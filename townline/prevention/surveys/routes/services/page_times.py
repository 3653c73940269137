"""A household chooses a time on its own page: the times it was asked about, or those there are."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.conversations.api import Cause
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.surveys.api import Home, HomeState, Household, PlannedVisit, home_lock
from townline.prevention.surveys.routes.errors import NoTimes
from townline.prevention.surveys.routes.models import Appointment
from townline.prevention.surveys.routes.rules.replies import (
    AppointmentEvent,
    AppointmentState,
    appointment_subject,
)
from townline.prevention.surveys.routes.selectors.offers import TimeOffer, offers_of
from townline.prevention.surveys.routes.services import appointments

_ANSWERABLE = (
    AppointmentState.ASKED,
    AppointmentState.CHOSEN,
    AppointmentState.REFUSED,
    AppointmentState.HELP,
)
# What a choice is called in the form, how it is said, whether it is the one that counts.
type Choice = tuple[str, str, bool]


def times_offered(home: Home, now: dt.datetime, language: str) -> Sequence[Choice]:
    """Give the times that a household may choose from now; none for a home that is settled."""
    row, offers = _offered_times(home, now)
    chosen = _visit_at(home.pk) if row and row.state == AppointmentState.CHOSEN else ""
    return [(_key(each), each.in_language(language), _key(each) == chosen) for each in offers]


def _offered_times(home: Home, now: dt.datetime) -> tuple[Appointment | None, list[TimeOffer]]:
    if home.state != HomeState.LISTED:
        return None, []
    rows = Appointment.objects.filter(home=home.pk, state__in=_ANSWERABLE)
    row = rows.order_by("-asked_at", "-id").first()
    offered = [TimeOffer.read(each) for each in row.offers] if row else []
    ahead = [each for each in offered if _begins(each) > now]
    return (row, ahead) if ahead else (None, offers_of(home, now))


def _begins(offer: TimeOffer) -> dt.datetime:
    return dt.datetime.combine(offer.day, offer.begins_at, district.current().zone)


def _key(offer: TimeOffer) -> str:
    return f"{offer.day.isoformat()}T{offer.begins_at.isoformat('minutes')}"


def _visit_at(home_id: int) -> str:
    visit = PlannedVisit.objects.filter(home=home_id, done_at=None).first()
    if visit is None or visit.not_before is None:
        return ""
    return f"{visit.day.isoformat()}T{visit.not_before.isoformat('minutes')}"


@transaction.atomic
def time_take(*, home_id: int, choice: str, resident_id: int | None, now: dt.datetime) -> None:
    """Put the visit on a time that is offered; told by text where a telephone is known.

    Raises NoTimes for one that is none of them any more, and as ``visit_move`` does.
    """
    home = home_lock(home_id)
    row, offers = _offered_times(home, now)
    if choice not in map(_key, offers):
        raise NoTimes("this time is not offered any more")
    row = _lock_appointment(row) if row else _create_appointment(home, offers, resident_id, now)
    number = 1 + [_key(TimeOffer.read(each)) for each in row.offers].index(choice)
    offer = appointments.time_choose(row, number, now=now)
    language = appointments.language_of(row)
    who = appointments.department(language)
    body = cases.automatic("visit_chosen", language, when=offer.in_language(language), who=who)
    appointments.send_text(row, body, now, cause=Cause.OWN)


def _lock_appointment(row: Appointment) -> Appointment:
    return Appointment.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _create_appointment(
    home: Home, offers: Sequence[TimeOffer], resident_id: int | None, now: dt.datetime
) -> Appointment:
    appointments.appointments_end(home.pk, actor=audit.RESIDENT, now=now)
    known = Household.objects.filter(home=home.pk).values_list("resident_id", flat=True).first()
    made = Appointment.objects.create(
        home=home,
        resident_id=resident_id or known,
        offers=[each.kept() for each in offers],
        asked_at=now,
        open_until=now,
    )
    entry = audit.AuditEntry(
        subject=appointment_subject(made.pk), event="appointment:time:ask", actor=audit.RESIDENT,
        at=now, data={"home": home.pk},
    )  # fmt: skip
    audit.record(entry)
    return made


@transaction.atomic
def visit_unwanted(*, home_id: int, now: dt.datetime) -> None:
    """Let nobody come, as the household said on its page: no question, no visit on any day."""
    rows = Appointment.objects.select_for_update().filter(home=home_id, state__in=_ANSWERABLE)
    row = rows.order_by("-asked_at", "-id").first()
    if row is not None and row.state != AppointmentState.REFUSED:
        appointments.move(row, AppointmentEvent.REFUSE, now=now)
    appointments.visit_drop(home_id, now=now)
