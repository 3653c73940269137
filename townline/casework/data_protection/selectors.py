"""Everything the room keeps about one resident, for showing it to them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from townline.casework.answers.models import Draft, DraftVersion
from townline.casework.cases.api import OPEN, subject
from townline.casework.cases.models import Case, Note
from townline.casework.classification.api import readings_summary
from townline.casework.coordination.api import joint_summary
from townline.casework.deadlines.api import legal_summary
from townline.casework.deadlines.models import PromisedDate
from townline.casework.portal.api import feedback_by_case
from townline.casework.visits.api import visits_summary
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.departments import api as departments


def cases_of(resident_id: int) -> QuerySet[Case]:
    """Give the cases that a resident's texts lie in, oldest first."""
    mine = Case.objects.filter(Q(resident=resident_id) | Q(others__resident=resident_id))
    return mine.distinct().order_by("id")


def open_codes(resident_id: int) -> list[str]:
    """Name a resident's cases that are not finished."""
    found = cases_of(resident_id).filter(state__in=sorted(OPEN))
    return [code or "" for code in found.values_list("code", flat=True)]


def person_cases(resident_id: int) -> list[dict[str, Any]]:
    """Tell a resident's cases: ten queries, whatever their number, and one for the history."""
    cases = list(cases_of(resident_id))
    drafts = Draft.objects.in_bulk([case.id for case in cases])
    versions = list(DraftVersion.objects.filter(case__in=cases).order_by("version"))
    notes = list(Note.objects.filter(case__in=cases).order_by("at", "id"))
    promised = list(PromisedDate.objects.filter(case__in=cases).order_by("due_at", "id"))
    authors = {v.author_id for v in versions} | {note.author_id for note in notes}
    people = departments.staff_names(authors)
    histories = history([subject(case.id) for case in cases])
    visits = visits_summary(case.id for case in cases)
    legal = legal_summary(case.id for case in cases)
    joint = joint_summary(case.id for case in cases)
    read = readings_summary(case.id for case in cases)
    feedback = feedback_by_case([case.id for case in cases], resident_id)
    return [
        {
            "code": case.code,
            "state": case.state,
            "title": case.title,
            "language": case.language,
            "department": case.department_id,
            "service": case.service_id,
            "danger": case.danger,
            **{name: _iso(getattr(case, name)) for name in _MOMENTS},
            "draft": _draft(drafts.get(case.id)),
            "versions": [
                {
                    "version": v.version,
                    "kind": v.kind,
                    "korean": v.korean,
                    **_authored_text(v, people),
                }
                for v in versions
                if v.case_id == case.id
            ],
            "promised": [_promise_summary(one) for one in promised if one.case_id == case.id],
            "notes": [_authored_text(note, people) for note in notes if note.case_id == case.id],
            "visits": visits.get(case.id, []),
            "legal": legal.get(case.id, []),
            "readings": read.get(case.id, []),
            **joint[case.id],
            **feedback[case.id],
            "history": histories[subject(case.id)],
        }
        for case in cases
    ]


_MOMENTS = (
    "opened_at",
    "first_text_at",
    "last_text_at",
    "answer_due_at",
    "first_answer_at",
    "answered_at",
    "finished_at",
)


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _authored_text(
    entry: DraftVersion | Note, people: dict[int, departments.Staff]
) -> dict[str, Any]:
    author = people.get(entry.author_id)
    return {
        "by": author.name_ko if author else "",
        "at": _iso(entry.at),
        "body": entry.body,
    }


def _promise_summary(date: PromisedDate) -> dict[str, Any]:
    return {
        "words": date.words,
        "due_at": _iso(date.due_at),
        "state": date.state,
        "settled_at": _iso(date.settled_at),
        "note": date.note,
    }


def _draft(draft: Draft | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    return {
        "kind": draft.kind,
        "body": draft.body,
        "reason": draft.reason,
        "remedy": draft.remedy,
        "korean": draft.korean,
        "updated_at": _iso(draft.updated_at),
    }


def history(subjects: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Tell the history of several subjects, with one query."""
    lines: dict[str, list[dict[str, Any]]] = {each: [] for each in subjects}
    for line in audit.history_of(lines):
        lines[line.subject].append(_line(line))
    return lines


def _line(line: Transition) -> dict[str, Any]:
    return {
        "event": line.event,
        "from_state": line.from_state,
        "to_state": line.to_state,
        "by": line.actor_label,
        "via": line.via,
        "reason": line.reason,
        "at": _iso(line.at),
    }
