"""The cases whose texts began a matter: linked by hand, or all of a theme that the viewer sees."""

from collections.abc import Iterable

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.departments.api import Act
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy.models import Matter, Origin
from townline.prevention.policy.rules.states import TELLING, PolicyRemark
from townline.prevention.policy.services.marks import matter_lock, matter_record


@transaction.atomic
def case_add(act: Act, *, number: int, code: str) -> Matter:
    """Link a case whose text began the matter. Raises NotFound where the viewer sees none."""
    matter = matter_lock(number, act.viewer)
    origins_add(act, matter, [code])
    return matter


def origins_add(act: Act, matter: Matter, codes: Iterable[str]) -> int:
    """Link cases that the viewer sees, each once; give how many were new."""
    ids = [
        cases.case_find(code=code.strip().upper(), viewer=act.viewer).id
        for code in dict.fromkeys(codes)
    ]
    known = set(Origin.objects.filter(matter=matter, case__in=ids).values_list("case", flat=True))
    new = [one for one in dict.fromkeys(ids) if one not in known]
    Origin.objects.bulk_create(
        [Origin(matter=matter, case_id=one, at=act.now) for one in new], ignore_conflicts=True
    )
    if new:
        # Who hears of it are others now.
        broadcasts.broadcast_void(TELLING, matter.pk, act.now, actor=act.actor)
        matter_record(matter, PolicyRemark.LINK, act.actor, act.now, cases=len(new))
    return len(new)
