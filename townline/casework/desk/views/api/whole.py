"""A case as the API shows it: put together from what all rooms know of it."""

from townline.casework.answers import api as answers
from townline.casework.cases import api as cases
from townline.casework.cases.views.api import building, shapes
from townline.casework.portal import api as portal
from townline.platform.departments.api import Act, Permission, Viewer

# Each deed by its path, with the event the table must allow and the power it needs.
ACTIONS: tuple[tuple[str, str, Permission], ...] = (
    ("assign", "assign", Permission.ASSIGN),
    ("draft", "draft", Permission.WRITE),
    ("submit", "submit", Permission.WRITE),
    ("withdraw", "withdraw", Permission.WRITE),
    ("send-back", "send_back", Permission.SEND_BACK),
    ("confirm", "confirm", Permission.CONFIRM),
    ("undo", "undo", Permission.CONFIRM),
    ("leave", "undo", Permission.CONFIRM),
    ("question", "ask", Permission.WRITE),
    ("misroute", "misroute", Permission.WRITE),
    ("dismiss", "dismiss", Permission.ASSIGN),
    ("close", "close", Permission.WRITE),
    ("reopen", "reopen", Permission.WRITE),
    ("split", "merge", Permission.WRITE),
    ("move", "merge", Permission.WRITE),
    ("merge", "merge", Permission.WRITE),
)


def _allowed_actions(detail: answers.AnswerDetail, viewer: Viewer) -> list[str]:
    row = detail.row
    if not cases.leads(viewer, department=row.department, private=row.private):
        # Who only takes part says a position; the lead does the rest.
        return ["position", "not-ours"] if viewer.may(Permission.WRITE) else []
    allowed = [
        path
        for path, event, permission in ACTIONS
        if event in detail.allowed and viewer.may(permission)
    ]
    return allowed + (["put-back"] if detail.undoable and viewer.may(Permission.WRITE) else [])


def whole_case(act: Act, code: str) -> shapes.Case:
    """Show everything of a case to one person. Raises NotFound."""
    detail = answers.answer_get(act, code=code)
    ratings = portal.ratings_on(detail.row.id) if "ratings" in detail.holds else []
    return shapes.Case(
        **building.rows([detail.row])[0].model_dump(),
        senders=[shapes.Sender.from_orm(sender) for sender in detail.senders],
        another_matter=detail.another.id if detail.another else None,
        kept=[shapes.Kept.from_orm(merged_draft) for merged_draft in detail.kept],
        undoable=shapes.Undoable.from_orm(detail.undoable) if detail.undoable else None,
        ratings=[shapes.Rating.from_orm(one) for one in ratings],
        promise_from=detail.promise_from,
        first_answer_at=detail.first_answer_at,
        texts=[shapes.Text.from_orm(text) for text in detail.thread],
        draft=shapes.Draft.from_orm(detail.draft) if detail.draft else None,
        hold=shapes.Hold.from_orm(detail.hold) if detail.hold else None,
        notes=[shapes.Note.from_orm(note) for note in detail.notes],
        history=[shapes.Change.from_orm(line) for line in detail.history],
        allowed=_allowed_actions(detail, act.viewer),
    )
