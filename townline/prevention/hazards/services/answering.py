"""What was found and done goes into an answer: words that the mayor confirms before they go out."""

from django.db import transaction

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.api import WrongState
from townline.platform.departments.api import Act, Permission
from townline.prevention.hazards.errors import HazardNotFound
from townline.prevention.hazards.models import Hazard, HazardCase
from townline.prevention.hazards.selectors.findings import found_photos, found_words
from townline.prevention.hazards.selectors.hazards import hazard_of
from townline.prevention.hazards.selectors.places import Where, place_of_case
from townline.prevention.hazards.services.linking import case_link
from townline.prevention.hazards.services.marks import hazard_lock


@transaction.atomic
def hazard_to_answer(act: Act, *, hazard_id: int, code: str) -> None:
    """Put it below the draft of a case of the hazard. Raises HazardNotFound, WrongState."""
    hazard = hazard_of(hazard_id, act.viewer)
    case = cases.case_find(code=code, viewer=act.viewer)
    ids = [case.id, *cases.merged_ids(case.id)]
    if not HazardCase.objects.filter(hazard=hazard, case__in=ids).exists():
        raise HazardNotFound("this case does not tell of the hazard")
    words = found_words(hazard, case.language)
    if not words:
        raise WrongState("nothing was found yet", state=hazard.state)
    photos = found_photos(hazard)
    answers.found_to_answer(act, code=case.code or "", words=words, photos=photos)


@transaction.atomic
def case_add(act: Act, *, hazard_id: int, code: str) -> Hazard:
    """Put a further case with a hazard. Raises NotFound, CaseHasHazard, HazardNotFound."""
    hazard = hazard_lock(hazard_id, act.viewer, Permission.WRITE)
    case_link(act, hazard=hazard, code=code)
    return hazard


def case_place(act: Act, *, code: str) -> Where | None:
    """Give where a case that the viewer sees lies, if anybody knows. Raises NotFound."""
    case = cases.case_find(code=code, viewer=act.viewer)
    return place_of_case(case.id, case.title, act.now)
