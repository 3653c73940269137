"""Rules that past cases speak against are held: off until somebody with the right insists."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import case_assign, case_check, case_lock
from townline.casework.cases.models import Case
from townline.casework.classification.errors import RuleInvalid
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import Rule, RuleEvent, RuleState, fits
from townline.casework.classification.selectors.assignment import (
    Tried,
    case_facts,
    rule_of,
    rule_person,
    rules_on,
    rules_try,
)
from townline.casework.classification.services.assignment import rule_transition, rules_lock
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission

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


# Taking what a rule suggests for a case.


def rule_take(act: Act, *, code: str, rule_id: int) -> Case:
    """Send a case where a rule says. Raises RuleInvalid when the rule does not fit it any more.

    Not to be called in a transaction: it asks what the case's words consist of.
    """
    found = Case.objects.filter(code=code).first()
    case = case_check(found, code=code, viewer=act.viewer, permission=Permission.ASSIGN)
    rule = next((one for one in rules_on() if one.id == rule_id), None)
    known = case_facts(case, case.service_id or "", rules=[rule] if rule else (), ask=True)
    if rule is None or not fits(rule, known):
        raise RuleInvalid("the rule does not fit this case any more", problem="rule")
    return _take_rule(act, rule, case)


@transaction.atomic
def _take_rule(act: Act, rule: Rule, seen: Case) -> Case:
    code = seen.code or ""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.ASSIGN)
    # What came or was sorted meanwhile may be no matter of the rule.
    current, was = (case.last_incoming_id, case.returns), (seen.last_incoming_id, seen.returns)
    if current != was or case.service_id != seen.service_id:
        raise RuleInvalid("the case was changed; check it first", problem="rule")
    return case_assign(
        act,
        code=code,
        department=rule.department,
        service=case.service_id or rule.service or None,
        assignee=rule_person(rule),
        rule=rule.id,
    )
