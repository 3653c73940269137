"""What a person decided about a case, written beside what was suggested for it."""

from townline.casework.cases.api import ActionUndone, CaseAssigned, PetitionKindSet
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import How, suggesting
from townline.platform.departments import api as departments

SPAM = "spam"


def decision_note(event: CaseAssigned) -> None:
    """Note which service a locked case was sent for; the last word counts.

    Where only a department was named, what was suggested counts as accepted if it leads there,
    and as changed to something unknown else.
    """
    rows = TextReading.objects.filter(case=event.case_id)
    rows.filter(spam_set_aside=True).update(spam_set_aside=False)
    row = suggesting(list(rows))
    if row is None:
        return
    own = departments.service_department(row.service) if row.service else None
    named = event.service or (row.service if own and own == event.department else "")
    row.decided_service = named
    row.decided_at, row.decided_by_id = event.at, event.staff_id or None
    row.how = _how(row, named, event.staff_id)
    row.save(update_fields=["decided_service", "decided_at", "decided_by", "how"])


def _how(row: TextReading, named: str, staff_id: int) -> How:
    if not staff_id:
        return How.BY_ITSELF
    return How.ACCEPTED if named and named == row.service else How.CHANGED


def decision_forget(event: ActionUndone) -> None:
    """Take back what was noted with a press (``assign``, ``dismiss``) that was wrong."""
    rows = TextReading.objects.filter(case=event.case_id, decided_at__isnull=False)
    if event.deed == "assign":
        rows.update(decided_service="", decided_at=None, decided_by=None, how="")
    elif event.deed == "dismiss":
        rows.filter(decided_kind=SPAM).update(
            decided_kind="", decided_at=None, decided_by=None, spam_said=None
        )


def kind_note(event: PetitionKindSet) -> None:
    """Note which kind of petition a person said that a case is."""
    row = suggesting(list(TextReading.objects.filter(case=event.case_id)))
    if row is not None:
        row.decided_kind = event.kind[:20]
        row.save(update_fields=["decided_kind"])
