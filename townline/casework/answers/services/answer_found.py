"""What was found becomes the beginning of the answer, to be read and put right by who writes."""

from collections.abc import Sequence

from django.db import transaction

from townline.casework.answers.models import Draft
from townline.casework.answers.services.answer_photos import draft_photos_put
from townline.casework.answers.services.drafting import draft_save
from townline.casework.answers.services.endings import above_signature
from townline.casework.cases.api import WRITABLE, CaseState, Kind, WrongState, case_lock
from townline.casework.cases.models import Case
from townline.casework.visits.api import found_sentences, visit_lock
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def visit_to_answer(act: Act, *, visit_id: int) -> Case:
    """Put what a visit found below the draft's words, as sentences, and its photos that fit.

    Doing it twice adds nothing. Raises WrongState while the answer is out of the writer's hands
    or nothing was found yet.
    """
    case, visit = visit_lock(visit_id=visit_id, viewer=act.viewer)
    if not visit.found:
        raise WrongState(f"the visit is {visit.state}", state=case.state)
    hashes = list(visit.photos.order_by("id").values_list("sha256", flat=True))
    _put(act, case, found_sentences(visit.found), hashes)
    return case


@transaction.atomic
def found_to_answer(act: Act, *, code: str, words: str, photos: Sequence[str] = ()) -> Case:
    """Put what a room above found below the draft's words; ``photos``: of the case, by SHA-256.

    As ``visit_to_answer``. Raises NotFound and NotAllowed as well.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _put(act, case, words, photos)
    return case


def _put(act: Act, case: Case, words: str, photos: Sequence[str]) -> None:
    if case.state not in WRITABLE | {CaseState.AWAITING_RESIDENT}:
        raise WrongState(f"the case is {case.state}", state=case.state)
    draft = Draft.objects.filter(case=case).first() or Draft(case=case, kind=Kind.ANSWER)
    if words not in draft.body:
        draft_save(
            act,
            code=case.code or "",
            body=above_signature(draft.body, words),
            kind=Kind(draft.kind),
            reason=draft.reason,
            remedy=draft.remedy,
            next_due_at=draft.next_due_at,
        )
    draft_photos_put(act, code=case.code or "", hashes=list(photos))
