"""Answers of those who wait: saved one by one, taken to another queue, looked at by a desk."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from townline.lines.queues.errors import (
    AnswersWrong,
    DeskClosed,
    NobodyCalled,
    NoQuestions,
    QuestionsOver,
)
from townline.lines.queues.models import Desk, Queue, Ticket, TicketAnswers
from townline.lines.queues.questionnaires import api as questionnaires
from townline.lines.queues.questionnaires.api import (
    Answer,
    AnswerRefused,
    Filled,
    Questionnaire,
    Trouble,
    form_of,
)
from townline.lines.queues.rules.hours import local_day
from townline.lines.queues.rules.tickets import ENDED, TicketState
from townline.lines.queues.selectors.answers import LOOK, answers_open, form_of_queue
from townline.lines.queues.services.writing import Action, entry
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.audit import Actor
from townline.platform.core.keys import crypto
from townline.platform.core.keys.sealed import Sealed
from townline.platform.core.personal_data.retention import Rule, by_age


@transaction.atomic
def answers_save(*, ticket_id: int, given: Mapping[str, object], now: dt.datetime) -> Filled:
    """Save answers to some questions at once, beside those there are; give how it stands.

    A question that is answered with nothing was passed over. Answers to what is not asked any more
    go. Raises NoQuestions, QuestionsOver, and AnswersWrong naming each question: then nothing was
    saved.
    """
    ticket = Ticket.objects.select_for_update().get(id=ticket_id)
    if ticket.state in ENDED:
        raise QuestionsOver
    row = TicketAnswers.objects.filter(ticket=ticket).select_related("form").first()
    form_row = row.form if row else form_of_queue(Queue.objects.get(queueday=ticket.day_id))
    if form_row is None:
        raise NoQuestions
    form = form_of(form_row.definition)
    today = local_day(now, district.current().zone)
    filled = _with(form, answers_open(row), given, today)
    sealed = crypto.ring().seal(json.dumps(dict(filled.answers)).encode())
    TicketAnswers.objects.update_or_create(
        ticket=ticket, defaults={"form": form_row, "sealed": sealed, "saved_at": now}
    )
    return filled


def _with(
    form: Questionnaire, known: Mapping[str, Answer], given: Mapping[str, object], today: dt.date
) -> Filled:
    read, wrong = _read(form, given)
    filled = questionnaires.apply_answers(form, {**known, **read}, today)
    questions = {each.name: each for each in filled.questions}
    for name in read.keys() & questions.keys() - filled.answers.keys():
        missing = read[name] is None
        wrong[name] = Trouble.MISSING if missing else Trouble.CONSTRAINT
    if wrong:
        raise AnswersWrong(wrong)
    return filled


def _read(
    form: Questionnaire, given: Mapping[str, object]
) -> tuple[dict[str, Answer], dict[str, Trouble]]:
    read: dict[str, Answer] = {}
    wrong: dict[str, Trouble] = {}
    for name, value in given.items():
        item = form.item(name)
        if item is None:
            wrong[name] = Trouble.UNKNOWN
            continue
        try:
            read[name] = questionnaires.answer_read(item, value)
        except AnswerRefused as error:
            wrong[name] = error.trouble
    return read, wrong


def answers_carry(old: Ticket, new: Ticket, target: Queue) -> None:
    """Take a ticket's answers along to its new one, where the same is asked there."""
    TicketAnswers.objects.filter(
        ticket=old, form__code=target.plan.get("questionnaire", "")
    ).update(ticket=new)


@transaction.atomic
def answers_view(*, desk: str, staff_id: int, actor: Actor, now: dt.datetime) -> int:
    """Note that whoever sits at a desk looks at the answers of who is called there.

    Gives the ticket. Raises DeskClosed for somebody who does not sit there, NobodyCalled.
    """
    if not Desk.objects.filter(code=desk, open=True, staff=staff_id).exists():
        raise DeskClosed(desk=desk)
    called = Ticket.objects.filter(desk=desk, state=TicketState.CALLED)
    id_ = called.values_list("id", flat=True).first()
    if id_ is None:
        raise NobodyCalled(desk=desk)
    if TicketAnswers.objects.filter(ticket=id_).exists():
        audit.record(entry(id_, LOOK, Action(actor, now, desk)))
    return id_


# Answers under the keys, how long they stay, and one person's: told and erased with the ticket.


def answers_renew(row: TicketAnswers) -> bool:
    """Bring a ticket's answers under the current keys; say whether that changed anything."""
    ring = crypto.ring()
    words = ring.unseal(row.sealed)
    if ring.is_current(row.sealed):
        return False
    row.sealed = ring.seal(words)
    return True


def answers_sealed() -> Sealed:
    """Name the table that lies under the keys."""
    return Sealed(model=TicketAnswers, columns=("sealed",), renew=answers_renew)


def answers_rule() -> Rule:
    """Name how long answers stay, counted from the end of the ticket's day."""
    return by_age("ticket_answers", "P1D", _old)


def _old(before: dt.datetime) -> QuerySet[TicketAnswers]:
    # By the day and not by when they were saved: who booked ahead is still to come.
    day = local_day(before, district.current().zone)
    return TicketAnswers.objects.filter(ticket__day__day__lt=day)


def answers_summary(ticket: Ticket) -> dict[str, Any]:
    """Give one ticket's answers, for the person whose they are; empty where there are none."""
    row = TicketAnswers.objects.filter(ticket=ticket).first()
    return {"answers": answers_open(row)} if row else {}


def answers_erase(ticket_ids: list[int]) -> None:
    """Let go of the answers of these tickets."""
    TicketAnswers.objects.filter(ticket__in=ticket_ids).delete()
