"""Making the briefing of a week, once, and queueing it as e-mails in the same transaction."""

import datetime as dt

from django.db import IntegrityError, transaction

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.personal_data.retention import Rule, by_age
from townline.prevention.briefings.models import Briefing
from townline.prevention.briefings.ports import sources
from townline.prevention.briefings.rules.facts import choose_facts
from townline.prevention.briefings.rules.weeks import Week
from townline.prevention.briefings.selectors.reading import briefing_of
from townline.prevention.briefings.selectors.weeks import briefing_period, week_due
from townline.prevention.briefings.services.mailing import briefing_mail
from townline.prevention.briefings.settings import Briefings


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
    facts = choose_facts(fact for source in sources() for fact in source.facts(question))
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
