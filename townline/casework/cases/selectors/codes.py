"""From the references that texts carry to the codes that people read."""

from collections.abc import Iterable

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState, subject


def codes_of(references: Iterable[str]) -> dict[str, str]:
    """Give case codes by reference (``case:12``); one query.

    Unknown ones are left out, and those that only duty and welfare may know of.
    """
    parts = (reference.partition(":") for reference in references)
    ids = {int(number) for kind, _, number in parts if kind == "case" and number.isdigit()}
    known = Case.objects.filter(id__in=ids, code__isnull=False, private=False)
    found = known.values_list("id", "code")
    return {subject(number): code for number, code in found if code}


def residents_of(code: str) -> tuple[int, ...]:
    """Give the ids of all residents of a case, the first one first; none for an unknown code."""
    case = Case.objects.filter(code=code, private=False).first()
    if case is None:
        return ()
    others = case.others.order_by("id").values_list("resident_id", flat=True)
    return (case.resident_id, *others)


# Codes of merged cases: each is a name of the case that went on.


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
