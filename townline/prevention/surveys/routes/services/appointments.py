"""A household is asked by text when somebody may come, and its reply becomes an appointment."""

import datetime as dt
from contextlib import suppress

from django.db import transaction

from townline.casework.cases import api as cases
from townline.casework.cases.api import WrongState
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments import api as departments
from townline.prevention.surveys.api import (
    HomeState,
    Household,
    PlannedVisit,
    VisitOutcome,
    attempt_add,
    home_lock,
    kind_of,
    surveys,
)
from townline.prevention.surveys.routes.errors import NoTelephone, NoTimes, NotListed
from townline.prevention.surveys.routes.models import Appointment
from townline.prevention.surveys.routes.rules.replies import (
    TRANSITIONS,
    AppointmentEvent,
    AppointmentState,
    appointment_subject,
)
from townline.prevention.surveys.routes.selectors.offers import TimeOffer, offers_of
from townline.prevention.surveys.routes.selectors.planning import routes
from townline.prevention.surveys.routes.services.moving import visit_move
from townline.prevention.surveys.routes.services.visits import change_keep, open_visits, visit_row

APPOINTMENTS: Machine[Appointment, AppointmentState, AppointmentEvent] = Machine(
    model=Appointment,
    table=TRANSITIONS,
    subject=lambda row: appointment_subject(row.pk),
    refusal=WrongState.of_move("the appointment"),
)


@transaction.atomic
def appointment_ask(*, home_id: int, actor: audit.Actor, now: dt.datetime) -> Appointment:
    """Ask a household by text which of three times fits; a question before it ends.

    It leaves at the end of the quiet hours. Raises NotListed, NoTelephone, NoTimes, NotFound.
    """
    home = home_lock(home_id)
    if home.state != HomeState.LISTED:
        raise NotListed("nobody goes to a home that is settled")
    household = Household.objects.filter(home=home).first()
    if household is None:
        raise NoTelephone("nobody gave a telephone of the household")
    offers = offers_of(home, now)
    if not offers:
        raise NoTimes("no day has room")
    appointments_end(home_id, actor=actor, now=now)
    leaves = cases.ends(now) or now
    row = Appointment.objects.create(
        home=home,
        resident_id=household.resident_id,
        offers=[each.kept() for each in offers],
        asked_at=leaves,
        open_until=leaves + routes().answer_within,
        asked_by_id=actor.id if actor.kind == "staff" else None,
    )
    audit.record(
        audit.AuditEntry(
            subject=appointment_subject(row.pk), event="appointment:time:ask", actor=actor, at=now,
            data={"home": home_id},
        )
    )  # fmt: skip
    if send_question(row, now, cause=Cause.OWN) is None:
        raise NoTelephone("no text may go to this number now")
    return row


def day_ask(*, day: dt.date, surveyor_id: int, actor: audit.Actor, now: dt.datetime) -> int:
    """Ask the households of a surveyor's day that were not asked yet; give how many were.

    Whom no text can go to, or no time can be offered, is passed over.
    """
    visits = PlannedVisit.objects.filter(
        surveyor=surveyor_id, day=day, done_at=None, not_before=None, fixed=False
    ).exclude(home__household=None)
    homes = list(visits.order_by("position").values_list("home", flat=True))
    known = (AppointmentState.ASKED, AppointmentState.REFUSED, AppointmentState.HELP)
    before = set(
        Appointment.objects.filter(home__in=homes, state__in=known).values_list("home", flat=True)
    )
    sent = 0
    for home in homes:
        if home not in before:
            with suppress(NoTelephone, NoTimes, NotListed):
                appointment_ask(home_id=home, actor=actor, now=now)
                sent += 1
    return sent


def appointments_end(home_id: int, *, actor: audit.Actor, now: dt.datetime) -> None:
    """End the questions and appointments of a home; locked, in the caller's transaction."""
    states = (AppointmentState.ASKED, AppointmentState.CHOSEN)
    rows = Appointment.objects.select_for_update().filter(home=home_id, state__in=states)
    for row in rows:
        APPOINTMENTS.move(row, AppointmentEvent.END, actor=actor, now=now)


def send_question(row: Appointment, now: dt.datetime, *, cause: Cause) -> int | None:
    """Say what is asked, in the resident's language; None where no text may go."""
    language = language_of(row)
    offers = [TimeOffer.read(each) for each in row.offers]
    lines = "\n".join(f"{n} {each.in_language(language)}" for n, each in enumerate(offers, 1))
    body = cases.automatic(
        "visit_ask",
        language,
        who=department(language),
        visit=kind_of(row.home.kind).name.in_language(language),
        choices=lines,
        until=resident_moments.moment(row.open_until, language),
    )
    return send_text(row, body, now, cause=cause)


def send_text(
    row: Appointment, body: str, now: dt.datetime, *, cause: Cause, awaited: bool = False
) -> int | None:
    """Queue a text on the thread of an appointment; in quiet hours only an answer, or one awaited.

    None also where nobody gave a telephone.
    """
    if row.resident_id is None:
        return None
    return conversations.automatic_queue(
        resident_id=row.resident_id,
        body=body,
        reference=appointment_subject(row.pk),
        now=now,
        cause=cause,
        not_before=None if awaited or cause is Cause.ASKED else cases.ends(now),
    )


def language_of(row: Appointment) -> str:
    """Give the language that the household is written to in."""
    whose = row.resident_id or 0
    brief = conversations.residents_brief([whose]).get(whose)
    return brief.language if brief else "ko"


def department(language: str) -> str:
    """Say who comes: the department, never a name or a number."""
    code = surveys().department
    found = next((each for each in departments.departments() if each.code == code), None)
    if found is None:
        return district.current().name(language)
    return found.name_ko if language == "ko" else found.name_en


def time_choose(row: Appointment, number: int, *, now: dt.datetime) -> TimeOffer:
    """Put the visit on the chosen time; planning leaves it. Raises as ``visit_move`` does."""
    offer = TimeOffer.read(row.offers[number - 1])
    visit_move(
        home_id=row.home_id,
        surveyor_id=offer.surveyor,
        day=offer.day,
        window=(offer.begins_at, offer.ends_at),
        actor=audit.RESIDENT,
        now=now,
        fixed=False,
        kind="appointment",
    )
    APPOINTMENTS.move(
        row,
        AppointmentEvent.CHOOSE,
        actor=audit.RESIDENT,
        now=now,
        changes={"chosen": number, "answered_at": now, "late_told_at": None},
    )
    return offer


def visit_refuse(row: Appointment, *, now: dt.datetime) -> None:
    """Note that no visit is wanted: the home stays not yet seen, and is asked again later."""
    move(row, AppointmentEvent.REFUSE, now=now)
    tries = Appointment.objects.filter(home=row.home_id).count()
    attempt_add(
        home_id=row.home_id,
        key=f"appointment:{row.pk}:{tries}:{int(now.timestamp())}",
        outcome=VisitOutcome.REFUSED,
        at=now,
        actor=audit.RESIDENT,
        now=now,
    )
    visit_drop(row.home_id, now=now)


def visit_drop(home_id: int, *, now: dt.datetime) -> None:
    """Take the visit off its day; planning gives the home another one."""
    found = open_visits([home_id])
    before = [visit_row(each) for each in found]
    PlannedVisit.objects.filter(id__in=[each.id for each in found]).delete()
    if before:
        change_keep("appointment", before, [], actor=audit.RESIDENT, now=now)


def move(row: Appointment, event: AppointmentEvent, *, now: dt.datetime) -> None:
    """Move a locked appointment as its resident said."""
    APPOINTMENTS.move(
        row,
        event,
        actor=audit.RESIDENT,
        now=now,
        changes={"answered_at": now, "chosen": None},
    )


@transaction.atomic
def appointment_follow(*, home_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Tell a household whose appointment people moved; end it where no time is left of it."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("home")
    row = rows.filter(home=home_id, state=AppointmentState.CHOSEN).order_by("-asked_at").first()
    if row is None:
        return
    visit = PlannedVisit.objects.filter(home=home_id, done_at=None).first()
    if visit is None or visit.not_before is None or visit.not_after is None:
        APPOINTMENTS.move(row, AppointmentEvent.END, actor=actor, now=now)
        return
    Appointment.objects.filter(pk=row.pk).update(late_told_at=None)
    language = language_of(row)
    when = TimeOffer(visit.day, visit.not_before, visit.not_after, visit.surveyor_id)
    body = cases.automatic(
        "visit_changed", language, when=when.in_language(language), who=department(language)
    )
    send_text(row, body, now, cause=Cause.FOLLOWS)


def appointments_run(*, now: dt.datetime, limit: int = 200) -> int:
    """End questions that nobody answered; one transaction each, safe to repeat."""
    due = Appointment.objects.filter(state=AppointmentState.ASKED, open_until__lte=now)
    return sum(_expire(pk, now) for pk in list(due.values_list("id", flat=True)[:limit]))


@transaction.atomic
def _expire(pk: int, now: dt.datetime) -> bool:
    rows = Appointment.objects.select_for_update(skip_locked=True)
    row = rows.filter(id=pk, state=AppointmentState.ASKED, open_until__lte=now).first()
    if row is not None:
        APPOINTMENTS.move(row, AppointmentEvent.END, actor=audit.SYSTEM, now=now)
    return row is not None
