"""Taking what a rule suggests for a case."""

from django.db import transaction

from townline.casework.cases.api import case_assign, case_check, case_lock
from townline.casework.cases.models import Case
from townline.casework.classification.errors import RuleInvalid
from townline.casework.classification.rules.assignment import Rule, fits
from townline.casework.classification.selectors.assignment import case_facts, rule_person, rules_on
from townline.platform.departments.api import Act, Permission


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
