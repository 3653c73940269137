"""The cases that tell of a hazard, and what their senders hear at once."""

import datetime as dt
from typing import Any

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Act, Permission
from townline.prevention.hazards.errors import CaseHasHazard
from townline.prevention.hazards.models import Hazard, HazardCase, HazardTold
from townline.prevention.hazards.rules.states import HazardRemark, HazardState
from townline.prevention.hazards.selectors.labels import endangers, hazard_settings, kind_name
from townline.prevention.hazards.services.marks import hazard_record


def case_link(act: Act, *, hazard: Hazard, code: str) -> None:
    """Put a case with a locked or new hazard. Raises NotFound, NotAllowed, CaseHasHazard."""
    case = cases.case_lock(
        code=code, viewer=act.viewer, permission=Permission.WRITE, allow_participants=True
    )
    known = HazardCase.objects.filter(case_id=case.id).first()
    if known is not None and known.hazard_id != hazard.pk:
        raise CaseHasHazard(f"case {code} tells of another hazard", hazard=known.hazard_id)
    HazardCase.objects.get_or_create(case_id=case.id, defaults={"hazard": hazard, "at": act.now})
    hazard_record(hazard, HazardRemark.LINK, act.actor, act.now, cases=[case.id])
    cases.publish(case)
    notify_cases(hazard, act.now)


def case_send(act: Act, *, hazard: Hazard, code: str) -> None:
    """Assign a case to the department of its hazard; one that has a department stays there."""
    case = cases.case_find(code=code, viewer=act.viewer)
    if case.department_id is None and hazard.department:
        cases.case_assign(act, code=code, department=hazard.department)


def notify_cases(hazard: Hazard, now: dt.datetime) -> int:
    """Tell every sender of a hazard's cases what to do, each once; by night only for life.

    Say to how many.
    """
    if hazard.state == HazardState.PROPOSED:
        return 0
    notified = set(HazardTold.objects.filter(hazard=hazard).values_list("resident_id", flat=True))
    rows = HazardCase.objects.filter(hazard=hazard).select_related("case").order_by("case")
    # After a merge of cases the one that goes on is the one that is answered.
    found = list({case.id: case for row in rows if (case := cases.survivor(row.case))}.values())
    others = cases.others_of([case.id for case in found])
    before = len(notified)
    for case in found:
        for resident in (case.resident_id, *others.get(case.id, ())):
            if resident not in notified:
                notified.add(resident)
                _notify_resident(hazard, resident, case, now)
    return len(notified) - before


def _notify_resident(hazard: Hazard, resident: int, case: Any, now: dt.datetime) -> None:  # noqa: ANN401 -- a row of the cases'

    HazardTold.objects.create(hazard=hazard, resident_id=resident, at=now)
    urgent = endangers(hazard.severity)
    conversations.automatic_queue(
        resident_id=resident,
        body=advice(hazard, case.language),
        reference=cases.subject(case.id),
        now=now,
        cause=Cause.URGENT if urgent else Cause.FOLLOWS,
        not_before=None if urgent else cases.ends(now),
    )


def advice(hazard: Hazard, language: str) -> str:
    """Give the district's words to who told of a hazard."""
    return settle(
        _advice_words(hazard.kind, language).format(
            kind=kind_name(hazard.kind, language),
            place=hazard.address,
            duty_phone=district.part(Office).duty_phone,
        )
    )


def _advice_words(kind: str, language: str) -> str:
    """Choose the kind's own advice; in a language that it lacks, the general one before English."""
    known = hazard_settings().kinds.get(kind)
    general = district.localized_words(hazard_settings().advice, "hazards.advice", language)
    if known is None or known.advice is None:
        return general
    own = district.localized_words(known.advice, f"hazards.kinds.{kind}.advice", language)
    lacks = language not in {"ko", "en"} and own == known.advice.en
    return general if lacks else own
