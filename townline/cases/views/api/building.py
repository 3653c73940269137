"""From what the room knows to what the API shows."""

from townline.cases import api
from townline.cases.views.api import shapes
from townline.departments.api import Power, Viewer

# Each deed by its path, with the event the table must allow and the power it needs.
DEEDS: tuple[tuple[str, str, Power], ...] = (
    ("assign", "assign", Power.ASSIGN),
    ("draft", "draft", Power.WRITE),
    ("submit", "submit", Power.WRITE),
    ("withdraw", "withdraw", Power.WRITE),
    ("send-back", "send_back", Power.SEND_BACK),
    ("confirm", "confirm", Power.CONFIRM),
    ("undo", "undo", Power.CONFIRM),
    ("question", "ask", Power.WRITE),
    ("misroute", "misroute", Power.WRITE),
    ("dismiss", "dismiss", Power.ASSIGN),
    ("close", "close", Power.WRITE),
    ("reopen", "reopen", Power.WRITE),
)


def row(found: api.Row) -> shapes.Row:
    return shapes.Row.model_validate(found, from_attributes=True)


def _allowed(detail: api.Detail, viewer: Viewer) -> list[str]:
    return [path for path, event, power in DEEDS if event in detail.allowed and viewer.may(power)]


def case(detail: api.Detail, viewer: Viewer) -> shapes.Case:
    """Show everything of a case to one person."""
    return shapes.Case(
        **row(detail.row).model_dump(),
        promise_from=detail.promise_from,
        first_answer_at=detail.first_answer_at,
        texts=[shapes.Text.from_orm(text) for text in detail.thread],
        draft=shapes.Draft.from_orm(detail.draft) if detail.draft else None,
        hold=shapes.Hold.from_orm(detail.hold) if detail.hold else None,
        notes=[shapes.Note.from_orm(note) for note in detail.notes],
        history=[shapes.Change.from_orm(line) for line in detail.history],
        allowed=_allowed(detail, viewer),
    )
