"""Cases as rooms above put several of them under one thing; without sight of who looks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.casework.cases.models import Case
from townline.casework.cases.rules import State
from townline.casework.cases.selectors.aliases import survivors
from townline.casework.cases.selectors.lists import visible
from townline.platform.departments.api import Viewer


@dataclass(frozen=True, slots=True)
class Brief:
    """A case by its keys. ``text_id``: the last text heard in it, at ``heard_at``."""

    id: int
    code: str
    resident_id: int
    language: str
    private: bool
    text_id: int
    heard_at: dt.datetime


_COLUMNS = (
    "id", "code", "resident_id", "language", "private", "last_incoming_id", "last_text_at",
)  # fmt: skip


def _briefs(rows: QuerySet[Case]) -> list[Brief]:
    return [Brief(*row) for row in rows.values_list(*_COLUMNS)]


def cases_held(codes: Iterable[str], viewer: Viewer) -> list[Brief]:
    """Lock the cases that codes stand for today, in the order of their ids.

    What the viewer does not see, and what nobody knows, is left out.
    """
    wanted = list(codes)
    seen = visible(viewer).filter(id__in=survivors(wanted))
    return _briefs(seen.select_for_update(of=("self",), no_key=True).order_by("id"))


def cases_brief(ids: Iterable[int]) -> list[Brief]:
    """Give those of these cases that go on (were not merged), in the order of their ids."""
    rows = Case.objects.filter(id__in=list(ids)).exclude(state=State.MERGED)
    return _briefs(rows.order_by("id"))


def cases_of(resident_id: int) -> list[int]:
    """Give the ids of a resident's cases."""
    return list(Case.objects.filter(resident=resident_id).values_list("id", flat=True))


def heard_since(
    since: dt.datetime, *, residents: QuerySet[Any], but: QuerySet[Any]
) -> Sequence[Brief]:
    """Give the cases of some residents in which a text was heard since, the earliest first.

    ``residents``: ids; ``but``: ids of texts that are known. One query.
    """
    rows = Case.objects.filter(last_text_at__gte=since, resident_id__in=residents)
    rows = rows.exclude(state=State.MERGED).exclude(last_incoming_id__in=but)
    return _briefs(rows.order_by("last_text_at"))
