"""Storing a district's questionnaires: a changed one is a new version, old answers keep theirs."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.lines.queues.questionnaires.models import QuestionForm
from townline.lines.queues.questionnaires.selectors import form_latest


@dataclass(frozen=True, slots=True, kw_only=True)
class FormEntry:
    """A questionnaire as its file says; ``definition`` was checked (rules/questions.py)."""

    code: str
    definition: dict[str, Any]


@transaction.atomic
def forms_load(entries: list[FormEntry], now: dt.datetime, *, answered: Iterable[int]) -> int:
    """Store them; give how many are new or different.

    ``answered``: ids of the versions that answers refer to; whoever keeps answers knows them.
    """
    changed = sum(_put(each, now) for each in entries)
    _forget_unused({each.code for each in entries}, answered)
    return changed


def _put(entry: FormEntry, now: dt.datetime) -> int:
    last = form_latest(entry.code)
    if last is not None and last.definition == entry.definition:
        return 0
    version = 1 if last is None else last.version + 1
    QuestionForm.objects.create(
        code=entry.code, version=version, definition=entry.definition, loaded_at=now
    )
    return 1


def _forget_unused(codes: set[str], answered: Iterable[int]) -> None:
    """Let go of versions that nobody is asked any more and nobody has answered."""
    latest = {row.code: row.id for row in QuestionForm.objects.order_by("code", "version")}
    current_ids = [id_ for code, id_ in latest.items() if code in codes]
    QuestionForm.objects.exclude(id__in=[*current_ids, *answered]).delete()
