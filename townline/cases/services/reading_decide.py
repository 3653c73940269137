"""What a person decided about a case, written beside what was suggested for it."""

import datetime as dt

from townline.cases.models import Case, TextReading
from townline.cases.rules.readings import How, suggesting
from townline.departments import api as departments
from townline.departments.api import Viewer

SPAM = "spam"


def decision_note(
    *, case: Case, viewer: Viewer, now: dt.datetime, service: str | None, department: str | None
) -> None:
    """Note on a locked case which service it was sent for; the last word counts.

    Where only a department was named, what was suggested counts as accepted if it leads there,
    and as changed to something unknown else.
    """
    row = suggesting(list(TextReading.objects.filter(case=case)))
    if row is None:
        return
    own = departments.service_department(row.service) if row.service else None
    named = service or (row.service if own and own == department else "")
    row.decided_service = named
    row.decided_at, row.decided_by_id = now, viewer.staff_id or None
    row.how = _how(row, named, viewer)
    row.save(update_fields=["decided_service", "decided_at", "decided_by", "how"])


def _how(row: TextReading, named: str, viewer: Viewer) -> How:
    if not viewer.staff_id:
        return How.BY_ITSELF
    return How.ACCEPTED if named and named == row.service else How.CHANGED


def decision_forget(case: Case, *, deed: str) -> None:
    """Take back what was noted with a press (``assign``, ``dismiss``) that was wrong."""
    rows = TextReading.objects.filter(case=case, decided_at__isnull=False)
    if deed == "assign":
        rows.update(decided_service="", decided_at=None, decided_by=None, how="")
    elif deed == "dismiss":
        rows.filter(decided_kind=SPAM).update(
            decided_kind="", decided_at=None, decided_by=None, spam_said=None
        )


def kind_note(case: Case, kind: str) -> None:
    """Note which kind of petition a person said that a case is."""
    row = suggesting(list(TextReading.objects.filter(case=case)))
    if row is not None:
        row.decided_kind = kind[:20]
        row.save(update_fields=["decided_kind"])
