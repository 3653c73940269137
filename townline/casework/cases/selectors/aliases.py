"""Codes of merged cases: each is a name of the case that went on."""

from collections.abc import Iterable

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState


def survivor(case: Case) -> Case:
    """Follow the merges to the case that goes on; a case that was not merged is its own."""
    while case.merged_into_id is not None:
        case = Case.objects.get(id=case.merged_into_id)
    return case


def survivors(codes: Iterable[str]) -> set[int]:
    """Give the ids of the cases that these codes stand for today; unknown codes are left out."""
    found = Case.objects.filter(code__in=list(codes))
    return {survivor(case).id for case in found}


def merged_ids(case_id: int) -> list[int]:
    """Give the cases that went into this one, directly or by way of others."""
    found: list[int] = []
    level = [case_id]
    while level:
        into = Case.objects.filter(merged_into__in=level, state=CaseState.MERGED)
        level = list(into.values_list("id", flat=True))
        found += level
    return found
