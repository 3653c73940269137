"""Visits that gave no answers: the home stays to be seen, and somebody comes again."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from townline.platform.core import events
from townline.platform.core.history import audit
from townline.prevention.surveys.events import HomeMissed
from townline.prevention.surveys.models import Attempt, Home, PlannedVisit, Surveyor
from townline.prevention.surveys.rules.states import HomeState, VisitOutcome, home_subject
from townline.prevention.surveys.selectors.homes import surveys
from townline.prevention.surveys.services.homes import Point
from townline.prevention.surveys.services.transition import home_lock


@transaction.atomic
def attempt_add(
    *,
    home_id: int,
    key: str,
    outcome: VisitOutcome,
    at: dt.datetime,
    actor: audit.Actor,
    now: dt.datetime,
    surveyor: Surveyor | None = None,
    note: str = "",
    card_left: bool = False,
    come_back_on: dt.date | None = None,
    point: Point | None = None,
) -> Attempt:
    """Note a visit in vain. ``key``: what is sent twice is kept once. Raises NotFound.

    It changes nothing where the home was graded or taken out meanwhile.
    """
    home = home_lock(home_id)
    again = come_back_on or _day(at) + dt.timedelta(days=surveys().come_back)
    attempt, made = Attempt.objects.get_or_create(
        key=key,
        defaults={
            "home": home,
            "surveyor": surveyor,
            "staff_id": actor.id if actor.kind == "staff" else None,
            "outcome": outcome,
            "note": note.strip(),
            "card_left": card_left,
            "come_back_on": again,
            "latitude": point[0] if point else None,
            "longitude": point[1] if point else None,
            "at": at,
            "received_at": now,
        },
    )
    if made:
        _count(home, attempt, actor, now)
    return attempt


def _day(at: dt.datetime) -> dt.date:
    return timezone.localtime(at).date()


def _count(home: Home, attempt: Attempt, actor: audit.Actor, now: dt.datetime) -> None:
    if home.state == HomeState.LISTED:
        Home.objects.filter(id=home.id).update(
            attempts_made=home.attempts_made + 1,
            last_outcome=attempt.outcome,
            come_back_on=attempt.come_back_on,
            version=home.version + 1,
        )
        # The day is over for it; planning gives it another one.
        open_ones = PlannedVisit.objects.filter(home=home, done_at=None)
        open_ones.filter(day__lte=_day(attempt.at)).update(done_at=now)
        if attempt.outcome == VisitOutcome.NOBODY_HOME and attempt.come_back_on:
            missed = HomeMissed(
                home_id=home.id, attempt_id=attempt.id, again=attempt.come_back_on,
                at=attempt.at, now=now,
            )  # fmt: skip
            events.emit(missed)
    audit.record(
        audit.AuditEntry(
            subject=home_subject(home.id),
            event="home:attempt:add",
            actor=actor,
            at=now,
            reason=attempt.note,
            data={"outcome": attempt.outcome, "attempt": attempt.id},
        )
    )
