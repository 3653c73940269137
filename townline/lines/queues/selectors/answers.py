"""What is asked of the holder of a ticket, what was answered, and what a desk may see of it."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from townline.lines.queues.errors import NoQuestions, QuestionsOver, UnknownTicket
from townline.lines.queues.models import Queue, Ticket, TicketAnswers
from townline.lines.queues.questionnaires.api import (
    Answer,
    Filled,
    QuestionForm,
    Questionnaire,
    apply_answers,
    form_latest,
    form_of,
)
from townline.lines.queues.rules.hours import local_day
from townline.lines.queues.rules.tickets import ENDED
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto

LOOK = "ticket:answers:view"


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketQuestionnaire:
    """A ticket's questionnaire as it stands. ``version``: of the district's form ``code``."""

    code: str
    version: int
    definition: dict[str, Any]
    form: Questionnaire
    filled: Filled


def form_of_queue(queue: Queue) -> QuestionForm | None:
    """Find the questionnaire of a queue; None where nothing is asked."""
    code = queue.plan.get("questionnaire")
    return form_latest(code) if code else None


def answers_open(row: TicketAnswers | None) -> dict[str, Answer]:
    """Unseal what was answered; nothing for no row."""
    if row is None:
        return {}
    found: dict[str, Answer] = json.loads(crypto.ring().unseal(row.sealed))
    return found


def questionnaire_of(ticket_id: int, now: dt.datetime) -> TicketQuestionnaire:
    """Read what is asked of a ticket's holder, with their own answers.

    Raises UnknownTicket, NoQuestions, and QuestionsOver once the ticket has ended.
    """
    ticket = Ticket.objects.filter(id=ticket_id).select_related("day__queue").first()
    if ticket is None:
        raise UnknownTicket
    found = _questionnaire_of(ticket, ticket.day.queue, now)
    if found is None:
        raise NoQuestions
    if ticket.state in ENDED:
        raise QuestionsOver
    return found


def _questionnaire_of(ticket: Ticket, queue: Queue, now: dt.datetime) -> TicketQuestionnaire | None:
    row = TicketAnswers.objects.filter(ticket=ticket).select_related("form").first()
    form_row = row.form if row else form_of_queue(queue)
    if form_row is None:
        return None
    form, today = form_of(form_row.definition), local_day(now, district.current().zone)
    answers = apply_answers(form, answers_open(row), today)
    return TicketQuestionnaire(
        code=form_row.code,
        version=form_row.version,
        definition=form_row.definition,
        form=form,
        filled=answers,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAnswers:
    """What a desk may know of the answers of who is called there.

    ``asked`` is None until whoever sits there has looked, which is recorded.
    """

    begun: bool
    complete: bool
    asked: TicketQuestionnaire | None


def desk_answers(ticket_id: int, actor: Actor, now: dt.datetime) -> DeskAnswers | None:
    """Read it for one person; None where nothing is asked."""
    ticket = Ticket.objects.select_related("day__queue").get(id=ticket_id)
    found = _questionnaire_of(ticket, ticket.day.queue, now)
    if found is None:
        return None
    begun = bool(found.filled.answers)
    seen = begun and _has_viewed(ticket, actor)
    return DeskAnswers(begun=begun, complete=found.filled.complete, asked=found if seen else None)


def _has_viewed(ticket: Ticket, actor: Actor) -> bool:
    """Say whether somebody has looked at a ticket's answers since it was called."""
    lines = audit.history(f"ticket:{ticket.id}").filter(event=LOOK, actor=str(actor))
    return lines.filter(at__gte=ticket.called_at).exists() if ticket.called_at else False
