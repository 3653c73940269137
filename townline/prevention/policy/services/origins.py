"""The cases whose texts began a matter: linked by hand, or all of a theme that the viewer sees."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.casework.cases import api as cases
from townline.platform.departments.api import Viewer
from townline.prevention.broadcasts import api as broadcasts
from townline.prevention.policy.models import Matter, Origin
from townline.prevention.policy.rules.states import TELLING, PolicyRemark
from townline.prevention.policy.services.marks import matter_lock, matter_record


@transaction.atomic
def case_add(*, number: int, code: str, viewer: Viewer, now: dt.datetime) -> Matter:
    """Link a case whose text began the matter. Raises NotFound where the viewer sees none."""
    matter = matter_lock(number, viewer)
    origins_add(matter, [code], viewer, now)
    return matter


def origins_add(matter: Matter, codes: Iterable[str], viewer: Viewer, now: dt.datetime) -> int:
    """Link cases that the viewer sees, each once; give how many were new."""
    ids = [
        cases.case_find(code=code.strip().upper(), viewer=viewer).id
        for code in dict.fromkeys(codes)
    ]
    known = set(Origin.objects.filter(matter=matter, case__in=ids).values_list("case", flat=True))
    new = [one for one in dict.fromkeys(ids) if one not in known]
    Origin.objects.bulk_create(
        [Origin(matter=matter, case_id=one, at=now) for one in new], ignore_conflicts=True
    )
    if new:
        # Who hears of it are others now.
        broadcasts.broadcast_void(TELLING, matter.pk, now, actor=viewer.actor)
        matter_record(matter, PolicyRemark.LINK, viewer.actor, now, cases=len(new))
    return len(new)
