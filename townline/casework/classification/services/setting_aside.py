"""Setting advertisements aside when they are read, and putting cases back."""

import datetime as dt

from townline.casework.cases.api import CaseState, promise_withdraw
from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import AdvertEvidence, is_set_aside, likely
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.text.personal_numbers import has_registration_number
from townline.platform.departments import api as departments
from townline.platform.departments.settings import House
from townline.platform.triage.api import advert_signs

_SPAM = "spam"


def aside_decide(row: TextReading, case: Case, text: ThreadText, now: dt.datetime) -> None:
    """Say of a row that is about to be stored whether its locked case is set aside for it.

    What was promised an answer is never set aside: a receipt that has not left is taken back
    first. A danger, a person's word or a later text keeps the case in the lists.
    """
    row.spam_set_aside = (
        _is_alone(row, case) and is_set_aside(evidence(row, text)) and promise_withdraw(case, now)
    )
    if not row.text_first and not row.spam:
        TextReading.objects.filter(case=case, spam_set_aside=True).update(spam_set_aside=False)


def _is_alone(row: TextReading, case: Case) -> bool:
    if row.danger or case.danger or not row.text_first or row.spam_said is not None:
        return False
    return case.state == CaseState.RECEIVED and case.last_incoming_id == row.text_id


def evidence(row: TextReading, text: ThreadText) -> AdvertEvidence:
    """Gather what a reading and the words of its text say for and against an advertisement."""
    signs = advert_signs(text.body)
    shares = {one.code: one.probability for one in likely(row.kinds)}
    return AdvertEvidence(
        spam=row.spam,
        share=shares.get(_SPAM, 0.0),
        placed=bool(row.place_name_ko or row.dong),
        about=row.sure and _is_special(row.service),
        labelled=signs.labelled,
        marked=signs.marked,
        callback=signs.callback or bool(text.photos),
        resident=signs.resident,
        personal=has_registration_number(text.body),
        link=signs.link,
    )


def _is_special(service: str) -> bool:
    """Say whether a service is more than the general one, which is what fits nowhere else."""
    front = district.part(House).front_department
    return bool(service) and departments.service_department(service) != front
