"""The questionnaire of a ticket as JSON: for clients of others, and for programs at a desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from townline.lines.queues import api
from townline.lines.queues.api import TicketQuestionnaire
from townline.lines.queues.questionnaires.api import Trouble
from townline.lines.queues.views.api.desks import viewer_of
from townline.platform.core import clock
from townline.platform.departments.views.api import KnownRequest

router = Router(auth=None, tags=["tickets"])
desk_router = Router(tags=["desks"])
_MOST = 100
_WRONG = {
    Trouble.MISSING: "an answer is needed",
    Trouble.TEXT: "text",
    Trouble.LONG: "at most 500 letters",
    Trouble.INTEGER: "a whole number",
    Trouble.DECIMAL: "a number",
    Trouble.DATE: "a date, like 2026-11-25",
    Trouble.CHOICE: "names of its choices",
    Trouble.CONSTRAINT: "what its constraint allows",
    Trouble.UNKNOWN: "the name of a question of this form",
}


class AnswersIn(Schema):
    """Answers by question: text, a number, the name of a choice, or a list of them.

    Null skips a question. Questions not named keep their answer.
    """

    answers: dict[str, Any] = Field(max_length=_MOST)


class QuestionsOut(Schema):
    """``definition``: title and items of the questionnaire, by language.

    ``asked``: the names of the questions for this person now, in order. ``answers``: their answers
    (or null); ``complete``: nothing is left to answer.
    """

    form: str
    version: int
    definition: dict[str, Any]
    asked: list[str]
    answers: dict[str, Any]
    complete: bool


class DeskAnswersOut(QuestionsOut):
    """The questionnaire of the person at a counter."""

    desk: str
    number: str


@router.get("/tickets/{token}/questions", response=QuestionsOut)
def questions(request: HttpRequest, response: HttpResponse, token: str) -> dict[str, Any]:
    """Get the questionnaire of a ticket with its holder's answers."""
    response.headers["Cache-Control"] = "no-store"
    return _out(api.questionnaire_of(api.ticket_id_of(token), clock.now()))


@router.put("/tickets/{token}/questions", response=QuestionsOut)
def answer(
    request: HttpRequest, response: HttpResponse, token: str, payload: AnswersIn
) -> dict[str, Any]:
    """Save answers to some or all questions; if one is wrong, none is saved."""
    response.headers["Cache-Control"] = "no-store"
    id_, now = api.ticket_id_of(token), clock.now()
    try:
        api.answers_save(ticket_id=id_, given=payload.answers, now=now)
    except api.AnswersWrong as error:
        raise ValidationError(
            [
                {
                    "type": "value_error",
                    "loc": ("body", "payload", "answers", name),
                    "msg": _WRONG[Trouble(why)],
                }
                for name, why in sorted(error.wrong.items())
            ]
        ) from error
    return _out(api.questionnaire_of(id_, now))


@desk_router.post("/{desk}/answers", response=DeskAnswersOut)
def look(request: KnownRequest, response: HttpResponse, desk: str) -> dict[str, Any]:
    """Get the answers that the person at the counter gave while waiting; this is recorded.

    Only for whoever opened the counter.
    """
    response.headers["Cache-Control"] = "no-store"
    viewer, now = viewer_of(request), clock.now()
    id_ = api.answers_view(desk=desk, staff_id=viewer.staff_id, actor=viewer.actor, now=now)
    at = api.at_desk(desk)
    return _out(api.questionnaire_of(id_, now)) | {"desk": desk, "number": at.shown if at else ""}


def _out(questionnaire: TicketQuestionnaire) -> dict[str, Any]:
    return {
        "form": questionnaire.code,
        "version": questionnaire.version,
        "definition": questionnaire.definition,
        "asked": [each.name for each in questionnaire.filled.questions],
        "answers": dict(questionnaire.filled.answers),
        "complete": questionnaire.filled.complete,
    }
