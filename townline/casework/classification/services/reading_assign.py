"""Sending a case to its department without anybody, where the district has said so."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import CaseError, CaseState, case_assign
from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.assignment import first_fitting
from townline.casework.classification.rules.topics import has_one_topic
from townline.casework.classification.selectors.assignment import case_facts, rules_on
from townline.casework.classification.selectors.readings import precision_of
from townline.casework.classification.settings import Sorting
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer

MACHINE = audit.Actor("machine", None, "분류")


def machine() -> Viewer:
    """Give the triage as one who acts: it may assign, and nothing else."""
    return Viewer(
        staff_id=0,
        role=Role.CLERK,
        powers=frozenset({Permission.READ_ALL, Permission.ASSIGN}),
        departments=None,
        department=None,
        language="ko",
        actor=MACHINE,
    )


def assign_by_itself(case: Case, row: TextReading, now: dt.datetime) -> bool:
    """Assign a locked, new case as its first text was read; say whether that was done.

    Only services that the district names (``triage.auto_assign``), only while people's own
    decisions of the last half year say that it is right often enough, never against a rule of
    assignment, and never while another text of the case speaks of something else.
    """
    triage = district.part(Sorting).triage
    if row.service not in triage.auto_assign or not _may_assign(case, row):
        return False
    proved = precision_of(row.service, now=now)
    if proved is None or proved < triage.auto_precision:
        return False
    return _assign(case, row.service, now)


def assign_by_number(case: Case, row: TextReading, service: str, now: dt.datetime) -> bool:
    """Assign a locked, new case that names a thing by its number to who looks after that.

    The district says whose the thing is, so nothing is guessed; but not while a text of the case
    speaks of something else, and never against a rule of assignment.
    """
    known = service and departments.service_department(service) is not None
    return bool(known) and _may_assign(case, row) and _assign(case, service, now)


def _may_assign(case: Case, row: TextReading) -> bool:
    return (
        row.text_first
        and case.state == CaseState.RECEIVED
        and not case.department_id
        and not case.danger
        and _has_one_topic(case, row)
    )


def _assign(case: Case, service: str, now: dt.datetime) -> bool:
    if first_fitting(rules_on(), case_facts(case, service)) is not None:
        return False
    try:
        with transaction.atomic():
            case_assign(Act(machine(), now), code=case.code or "", service=service)
    except CaseError:
        return False
    case.refresh_from_db()
    return True


def _has_one_topic(case: Case, row: TextReading) -> bool:
    # ``row`` as it is about to be stored.
    return has_one_topic([row, *TextReading.objects.filter(case=case).exclude(pk=row.pk)])
