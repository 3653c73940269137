"""From the references that texts carry to the codes that people read."""

from collections.abc import Iterable

from townline.casework.cases.models import Case
from townline.casework.cases.rules import subject


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
