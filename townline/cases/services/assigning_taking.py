"""Taking what a rule suggests for a case."""

import datetime as dt

from django.db import transaction

from townline.cases.errors import RuleInvalid
from townline.cases.models import Case
from townline.cases.rules.assigning import fits
from townline.cases.selectors.assigning import case_facts, rule_person, rules_on
from townline.cases.services.transition import case_lock
from townline.cases.services.work import case_assign
from townline.departments.api import Power, Viewer


@transaction.atomic
def rule_take(*, code: str, viewer: Viewer, now: dt.datetime, rule_id: int) -> Case:
    """Send a case where a rule says. Raises RuleInvalid when the rule does not fit it any more."""
    case = case_lock(code=code, viewer=viewer, power=Power.ASSIGN)
    rule = next((one for one in rules_on() if one.id == rule_id), None)
    if rule is None or not fits(rule, case_facts(case, case.service_id or "")):
        raise RuleInvalid("the rule does not fit this case any more", problem="rule")
    return case_assign(
        code=code,
        viewer=viewer,
        now=now,
        department=rule.department,
        service=case.service_id or rule.service or None,
        assignee=rule_person(rule),
        rule=rule.id,
    )
