"""The morning in a few lines, by e-mail or text, at the hour that a person chose."""

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation

from townline.casework.answers.selectors.morning import (
    morning_pressing,
    morning_texts,
    urgent_titles,
)
from townline.casework.answers.services import daily_summary_text
from townline.casework.answers.services.daily_summary_text import DailyFigures
from townline.casework.cases.api import OPEN, morning_figures
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Digest

_EVENING = dt.time(18, 0)
_DAY = dt.timedelta(days=1)


def digests_run(*, now: dt.datetime, limit: int = 500) -> int:
    """Send every digest that is due; one transaction each, once a day each, safe to repeat."""
    done = 0
    while done < limit and _send_next(now):
        done += 1
    return done


@transaction.atomic
def _send_next(now: dt.datetime) -> bool:
    digest = departments.digest_take(now=now)
    if digest is None:
        return False
    viewer = departments.viewer_of(digest.staff, now=now)
    with translation.override(digest.staff.language), timezone.override(district.current().zone):
        sent = _send(digest, daily_figures(Act(viewer, now)), now)
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{digest.staff_id}",
            event="staff:digest:send" if sent else "staff:digest:skip",
            actor=audit.SYSTEM,
            at=now,
            data={"way": digest.way},
        )
    )
    return True


def daily_figures(act: Act) -> DailyFigures:
    """Count the morning as this person may see it. No number, no resident's word is in it."""
    today = timezone.localtime(act.now).replace(hour=0, minute=0, second=0, microsecond=0)
    since = timezone.make_aware(dt.datetime.combine(today.date() - _DAY, _EVENING))
    figures = morning_figures(act, since=since, day_start=today)
    danger = morning_pressing(act, day_end=today + _DAY).danger
    return DailyFigures(
        at=act.now,
        came_in=morning_texts(viewer=act.viewer, since=since).total,
        awaiting=figures.awaiting,
        due_today=figures.due_today,
        overdue=figures.overdue,
        answered_yesterday=figures.answered_yesterday,
        kept_yesterday=figures.kept_yesterday,
        danger=len(danger),
        urgent=urgent_titles([row for row in danger if row.state in OPEN]),
    )


def _send(digest: Digest, figures: DailyFigures, now: dt.datetime) -> bool:
    if digest.way == "text":
        return _text(digest, figures, now)
    if not digest.staff.email:
        return False
    try:
        emails.email_queue(
            to=digest.staff.email,
            subject=daily_summary_text.subject(figures),
            body=daily_summary_text.letter(figures, role=digest.staff.role),
            now=now,
        )
    except emails.EmailInvalid:
        # One address that cannot be written to must not keep the others waiting.
        return False
    return True


def _text(digest: Digest, figures: DailyFigures, now: dt.datetime) -> bool:
    """Text it to the person's own number, as any automatic text: a STOP is obeyed."""
    known = conversations.residents_brief([digest.resident_id or 0]).get(digest.resident_id or 0)
    if known is None or known.is_erased:
        return False
    queued = conversations.automatic_queue(
        resident_id=known.id,
        body=daily_summary_text.text(figures),
        reference="",
        now=now,
        cause=conversations.Cause.FOLLOWS,
    )
    return queued is not None
