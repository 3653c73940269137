"""Making the briefing of a week, once, and queueing it as e-mails in the same transaction."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.outgoing import emails
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.platform.core.settings import Office
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Role, Staff, Viewer
from townline.platform.web import moments
from townline.prevention.policy.briefings.models import Briefing, BriefingStop
from townline.prevention.policy.briefings.ports import SOURCES
from townline.prevention.policy.briefings.rules.facts import choose_facts
from townline.prevention.policy.briefings.rules.weeks import Week
from townline.prevention.policy.briefings.selectors.reading import (
    Chapter,
    briefing_of,
    chapters,
    facts_for,
)
from townline.prevention.policy.briefings.selectors.weeks import briefing_period, week_due
from townline.prevention.policy.briefings.settings import Briefings

# A briefing as e-mails: to the mayor, deputies and heads, each in their own words.

MAILED = (Role.MAYOR, Role.DEPUTY, Role.HEAD)
OWN_PAGE = "/my/briefings/"


def briefing_mail(briefing: Briefing, now: dt.datetime) -> int:
    """Queue it for everybody who has something to read in it; say for how many.

    Nobody asked for it: without a mail server none is left waiting.
    """
    if not emails.emails_leave():
        return 0
    stopped = set(BriefingStop.objects.values_list("staff_id", flat=True))
    people = departments.staff_names(departments.staff_ids(roles=MAILED)).values()
    wanted = [one for one in people if one.email and one.pk not in stopped]
    return sum(_mail(briefing, one, now) for one in wanted)


def _mail(briefing: Briefing, person: Staff, now: dt.datetime) -> bool:
    viewer, week = departments.viewer_of(person, now=now), Week(briefing.year, briefing.week)
    facts = facts_for(briefing, viewer)
    if not facts:
        return False
    with translation.override(person.language), timezone.override(district.current().zone):
        return _queue(person.email, week, chapters(week, facts, {}), now)


def _queue(to: str, week: Week, chapters: list[Chapter], now: dt.datetime) -> bool:
    office = district.part(Office).service_name.in_language("en" if moments.english() else "ko")
    span = f"{moments.day(week.since)} ~ {moments.day(week.last)}"
    subject = gettext("[%(office)s] %(span)s 주간 브리핑") % {"office": office, "span": span}
    context = {
        "title": subject,
        "chapters": chapters,
        "base": public.address("/").rstrip("/"),
        "page": f"/briefings/{week}/",
        "own": OWN_PAGE,
        "language": translation.get_language(),
    }
    try:
        emails.email_queue(
            to=to,
            subject=subject,
            body=render_to_string("briefings/email.txt", context),
            html=render_to_string("briefings/email.html", context),
            now=now,
        )
    except emails.EmailInvalid:
        # One address that cannot be written to must not keep the others waiting.
        return False
    return True


def briefing_mails_choose(act: Act, *, wanted: bool) -> None:
    """Say whether somebody has briefings by e-mail."""
    if wanted:
        BriefingStop.objects.filter(staff=act.viewer.staff_id).delete()
    else:
        BriefingStop.objects.get_or_create(staff_id=act.viewer.staff_id, defaults={"at": act.now})
    audit.record(
        audit.AuditEntry(
            subject=f"staff:{act.viewer.staff_id}",
            event="staff:briefings:choose",
            actor=act.actor,
            at=act.now,
            data={"mail": wanted},
        )
    )


def briefing_mails_wanted(viewer: Viewer) -> bool:
    """Say whether somebody has briefings by e-mail; one query."""
    return not BriefingStop.objects.filter(staff=viewer.staff_id).exists()


def briefings_run(*, now: dt.datetime) -> bool:
    """Make the briefing that is due, and send it; say whether there was one. Safe to repeat."""
    week = week_due(now)
    if briefing_of(week):
        return False
    try:
        return briefing_make(week=week, now=now, mails=district.part(Briefings).briefings.mails)
    except IntegrityError:
        return False  # another worker was quicker


@transaction.atomic
def briefing_make(*, week: Week, now: dt.datetime, mails: bool) -> bool:
    """Say what there is to say of a week; False where there is nothing at all."""
    question = briefing_period(week, now)
    facts = choose_facts(fact for source in SOURCES.value for fact in source.facts(question))
    if not facts:
        return False
    made = Briefing.objects.create(
        year=week.year, week=week.number, made_at=now, facts=[fact.kept() for fact in facts]
    )
    sent = briefing_mail(made, now) if mails else 0
    audit.record(
        audit.AuditEntry(
            subject=f"briefing:{week}",
            event="briefing:week:make",
            actor=audit.SYSTEM,
            at=now,
            data={"sentences": len(facts), "mails": sent},
        )
    )
    return True


def briefing_retention_rules() -> list[Rule]:
    """Let briefings go after five years; they hold counts, names of things and ids of cases."""
    return [
        by_age("briefings", "P1825D", lambda before: Briefing.objects.filter(made_at__lt=before))
    ]
