"""From what the room knows to what the API shows."""

from collections.abc import Sequence
from dataclasses import asdict

from townline.cases import api
from townline.cases.views.api import shapes
from townline.core import clock
from townline.departments import api as departments
from townline.departments.api import Power, Staff, Viewer

# Each deed by its path, with the event the table must allow and the power it needs.
DEEDS: tuple[tuple[str, str, Power], ...] = (
    ("assign", "assign", Power.ASSIGN),
    ("draft", "draft", Power.WRITE),
    ("submit", "submit", Power.WRITE),
    ("withdraw", "withdraw", Power.WRITE),
    ("send-back", "send_back", Power.SEND_BACK),
    ("confirm", "confirm", Power.CONFIRM),
    ("undo", "undo", Power.CONFIRM),
    ("leave", "undo", Power.CONFIRM),
    ("question", "ask", Power.WRITE),
    ("misroute", "misroute", Power.WRITE),
    ("dismiss", "dismiss", Power.ASSIGN),
    ("close", "close", Power.WRITE),
    ("reopen", "reopen", Power.WRITE),
    ("split", "merge", Power.WRITE),
    ("move", "merge", Power.WRITE),
    ("merge", "merge", Power.WRITE),
)


def rows(found: Sequence[api.Row]) -> list[shapes.Row]:
    """Show a list; who works on its cases is looked up once for all."""
    wanted = {each.assignee_id for each in found if each.assignee_id}
    people = departments.staff_names(wanted) if wanted else {}
    return [_row(each, people) for each in found]


def _row(found: api.Row, people: dict[int, Staff]) -> shapes.Row:
    person = people.get(found.assignee_id or 0)
    told = asdict(found) | {"assignee": person.username if person else None}
    return shapes.Row.model_validate(told)


def _allowed(detail: api.Detail, viewer: Viewer) -> list[str]:
    row = detail.row
    if not api.leads(viewer, department=row.department, private=row.private):
        # Who only takes part says a position; the lead does the rest.
        return ["position", "not-ours"] if viewer.may(Power.WRITE) else []
    allowed = [
        path for path, event, power in DEEDS if event in detail.allowed and viewer.may(power)
    ]
    return allowed + (["put-back"] if detail.undoable and viewer.may(Power.WRITE) else [])


def _ratings(case_id: int) -> Sequence[object]:
    found: Sequence[object] = api.beside("ratings", [case_id], clock.now()).get(case_id, ())
    return found


def case(detail: api.Detail, viewer: Viewer) -> shapes.Case:
    """Show everything of a case to one person."""
    return shapes.Case(
        **rows([detail.row])[0].model_dump(),
        senders=[shapes.Sender.from_orm(sender) for sender in detail.senders],
        another_matter=detail.another.id if detail.another else None,
        kept=[shapes.Kept.from_orm(kept) for kept in detail.kept],
        undoable=shapes.Undoable.from_orm(detail.undoable) if detail.undoable else None,
        ratings=[shapes.Rating.from_orm(one) for one in _ratings(detail.row.id)],
        promise_from=detail.promise_from,
        first_answer_at=detail.first_answer_at,
        texts=[shapes.Text.from_orm(text) for text in detail.thread],
        draft=shapes.Draft.from_orm(detail.draft) if detail.draft else None,
        hold=shapes.Hold.from_orm(detail.hold) if detail.hold else None,
        notes=[shapes.Note.from_orm(note) for note in detail.notes],
        history=[shapes.Change.from_orm(line) for line in detail.history],
        allowed=_allowed(detail, viewer),
    )
