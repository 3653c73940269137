"""The telephone in a household's answers: masked where they are kept, used where it was agreed."""

import dataclasses
import datetime as dt
import re

from townline.platform.core.history import audit
from townline.platform.core.text import msisdn
from townline.prevention.surveys.models import Home, Household, Submission
from townline.prevention.surveys.rules.filled import Filled
from townline.prevention.surveys.selectors.homes import kinds
from townline.prevention.surveys.services.households import household_set, mobile
from townline.prevention.surveys.services.rule_versions import by_question
from townline.prevention.surveys.settings import HomeKind

_FORM, _LIST, _HIDDEN = "form", "list", "***"


def _questions(kind: str) -> tuple[str, str]:
    """Name the questions of the number, and of whether texts may go there."""
    fields = HomeKind.model_fields
    found = next((each for each in kinds() if each.code == kind), None)
    if found is None:
        return str(fields["phone"].default), str(fields["phone_consent"].default)
    return found.phone, found.phone_consent


def number_agreed(filled: Filled, kind: str) -> str:
    """Give the mobile number (E.164) that was given with consent; "" for none."""
    phone, consent = _questions(kind)
    return mobile(filled.named(phone)) if filled.named(consent) == "yes" else ""


def mask_telephone(filled: Filled, kind: str) -> Filled:
    """Give answers with each telephone of the household masked: it lies with residents alone."""
    name, _ = _questions(kind)
    answers = {
        path: _mask(value) if path.rpartition("/")[2].partition("[")[0] == name else value
        for path, value in filled.answers.items()
    }
    return dataclasses.replace(filled, answers=answers)


def xml_masked(xml: str, kind: str) -> str:
    """Mask it in what a phone wrote too; whether the same came again is told by its md5."""
    value = r"(?:[^<]|<!\[CDATA\[.*?\]\]>)*"
    name = re.escape(_questions(kind)[0])
    tag = re.compile(rf"(<(?:[\w-]+:)?{name}(?:\s[^>]*)?>)({value})(</)", re.DOTALL)
    return tag.sub(lambda found: f"{found[1]}{_mask(found[2])}{found[3]}", xml)


def _mask(written: str) -> str:
    number = mobile(written)
    return msisdn.mask(number) if number else _HIDDEN


def update_household_phone(
    row: Submission, home: Home, *, actor: audit.Actor, now: dt.datetime
) -> None:
    """Let the number of answers that count be the household's; or go, where they take it back.

    What somebody gave after these answers were filled stays.
    """
    known = Household.objects.filter(home=home).first()
    filled_at = min(row.filled_at or row.received_at, now)
    if row.resident_id is None:
        if known is not None and known.source == _FORM and _is_withdrawn(row, known):
            household_set(home_id=home.id, phone="", source=_FORM, actor=actor, now=now)
    elif known is None or known.source == _LIST or known.at < filled_at:
        household_set(
            home_id=home.id, phone="", source=_FORM, resident_id=row.resident_id,
            actor=actor, now=now, given_at=filled_at,
        )  # fmt: skip


def _is_withdrawn(row: Submission, known: Household) -> bool:
    _, consent = _questions(row.form.kind)
    before = row.replaces.filter(resident_id=known.resident_id)
    return by_question(row.answers).get(consent) == "no" or before.exists()
