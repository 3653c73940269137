"""A case says what its texts say: from whom it is, since when, and what was heard last."""

from townline.casework.cases.models import Case, CaseResident
from townline.casework.cases.rules import subject, title_from
from townline.platform.conversations import api as conversations


def case_retell(case: Case) -> None:
    """Read a locked case's texts anew, after a person has put others in or taken some out."""
    refresh_summary = [t for t in conversations.thread(subject(case.id)) if t.direction == "in"]
    case.regrouped += 1
    if refresh_summary:
        first, last = refresh_summary[0], refresh_summary[-1]
        case.resident_id = first.resident_id or case.resident_id
        case.first_text_at, case.last_text_at = first.at, last.at
        case.last_incoming_id = last.id
        case.preview = first.body[:160] or title_from("", photos=len(first.photos))
    case.save(
        update_fields=[
            "regrouped", "resident", "first_text_at", "last_text_at", "last_incoming_id", "preview",
        ]
    )  # fmt: skip
    _others(case, {t.resident_id for t in refresh_summary if t.resident_id} - {case.resident_id})


def _others(case: Case, wanted: set[int]) -> None:
    known = set(CaseResident.objects.filter(case=case).values_list("resident_id", flat=True))
    CaseResident.objects.filter(case=case, resident__in=known - wanted).delete()
    CaseResident.objects.bulk_create(
        CaseResident(case=case, resident_id=resident) for resident in sorted(wanted - known)
    )
