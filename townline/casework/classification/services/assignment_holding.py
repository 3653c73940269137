"""Rules that past cases speak against are held: off until somebody with the right insists."""

import datetime as dt

from django.db import transaction

from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import RuleEvent, RuleState
from townline.casework.classification.selectors.assignment import Tried, rule_of, rules_try
from townline.casework.classification.services.assignment import rule_transition, rules_lock
from townline.platform.core.history import audit

# How far back rules are tried; the newest TRIED_AT_MOST cases of it count.
DAYS = 365
_HOLD_REASON = "지난 접수에 대 보니 사람이 더 자주 맞았음"


def rules_hold(*, now: dt.datetime) -> list[int]:
    """Try the rules that count on past cases, and hold those that did worse than people.

    Gives their ids. Safe to repeat; not to be called in a transaction: it asks what the words of
    cases consist of. What a person insisted on stays on.
    """
    rows = list(AssignmentRule.objects.filter(state=RuleState.ON).order_by("position", "id"))
    if all(row.insisted for row in rows):
        return []
    seen = {row.pk: rule_of(row) for row in rows}
    tried = rules_try(
        viewer=None, rules=list(seen.values()), since=now - dt.timedelta(days=DAYS)
    ).by_rule
    worse = [key for key, one in tried.items() if one.is_worse]
    with transaction.atomic():
        rules_lock()
        found = AssignmentRule.objects.filter(pk__in=worse, insisted=False, state=RuleState.ON)
        # What was changed meanwhile was not tried.
        held = [row for row in found.order_by("pk") if rule_of(row) == seen[row.pk]]
        for row in held:
            _hold(row, tried[row.pk], now)
    return [row.pk for row in held]


def _hold(row: AssignmentRule, tried: Tried, now: dt.datetime) -> None:
    rule_transition(
        rule=row,
        event=RuleEvent.HOLD,
        actor=audit.SYSTEM,
        now=now,
        reason=_HOLD_REASON,
        touched=row.touched,
        data={"fitted": tried.fitted, "better": tried.better, "worse": tried.worse},
    )
