"""Cases as rooms above put several of them under one thing; without sight of who looks."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState
from townline.casework.cases.selectors.aliases import survivors
from townline.casework.cases.selectors.lists import visible
from townline.platform.departments.api import Viewer


@dataclass(frozen=True, slots=True)
class Brief:
    """A case by its keys."""

    id: int
    code: str
    resident_id: int
    language: str
    private: bool


_COLUMNS = ("id", "code", "resident_id", "language", "private")


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
    rows = Case.objects.filter(id__in=list(ids)).exclude(state=CaseState.MERGED)
    return _briefs(rows.order_by("id"))


def cases_of(resident_id: int) -> list[int]:
    """Give the ids of a resident's cases."""
    return list(Case.objects.filter(resident=resident_id).values_list("id", flat=True))
