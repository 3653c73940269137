"""From the references that texts carry to the codes that people read."""

from collections.abc import Iterable

from townline.cases.models import Alarm, Case
from townline.cases.rules import case_id_of, subject
from townline.cases.rules.alarms import alarm_subject

_ALARMS = 1000


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


def unsaid(references: Iterable[str]) -> set[str]:
    """Give those of texts' references whose words only duty and welfare may read; two queries."""
    wanted = set(references)
    numbers = {number for each in wanted if (number := case_id_of(each)) is not None}
    cases = Case.objects.filter(id__in=numbers, private=True).values_list("id", flat=True)
    alarms = Alarm.objects.filter(private=True).order_by("-id").values_list("id", flat=True)
    own = {alarm_subject(each) for each in alarms[:_ALARMS]}
    return ({subject(each) for each in cases} | own) & wanted
