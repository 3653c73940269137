"""What was found becomes the beginning of the answer, to be read and put right by who writes."""

import datetime as dt

from django.db import transaction

from townline.casework.answers.models import Draft
from townline.casework.answers.services.answer_photos import draft_photos_put
from townline.casework.answers.services.drafting import draft_save
from townline.casework.cases.api import WRITABLE, Kind, State, WrongState
from townline.casework.cases.models import Case
from townline.casework.visits.api import visit_lock
from townline.platform.departments.api import Viewer


@transaction.atomic
def visit_to_answer(*, visit_id: int, viewer: Viewer, now: dt.datetime) -> Case:
    """Put what a visit found below the draft's words, and its photos as far as they fit.

    Doing it twice adds nothing. Raises WrongState while the answer is out of the writer's hands
    or nothing was found yet.
    """
    case, visit = visit_lock(visit_id=visit_id, viewer=viewer)
    if not visit.found or case.state not in WRITABLE | {State.AWAITING_RESIDENT}:
        raise WrongState(f"the case is {case.state}, the visit {visit.state}", state=case.state)
    draft = Draft.objects.filter(case=case).first() or Draft(case=case, kind=Kind.ANSWER)
    if visit.found not in draft.body:
        draft_save(
            code=case.code or "",
            viewer=viewer,
            now=now,
            body=f"{draft.body.rstrip()}\n{visit.found}".strip(),
            kind=Kind(draft.kind),
            reason=draft.reason,
            remedy=draft.remedy,
            next_due_at=draft.next_due_at,
        )
    hashes = list(visit.photos.order_by("id").values_list("sha256", flat=True))
    draft_photos_put(code=case.code or "", viewer=viewer, now=now, hashes=hashes)
    return case
