"""Answers lie under the keys, for a short time, told and erased with their person."""

import datetime as dt

import pytest

from townline.lines.queues import api
from townline.lines.queues.models import QueueDay, TicketAnswers
from townline.lines.queues.questionnaires.api import FormEntry
from townline.lines.queues.questionnaires.models import QuestionForm
from townline.lines.queues.services.answering import answers_sealed
from townline.lines.queues.tests.asking import ILL, definition
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto, sealed
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import sweep_all

pytestmark = pytest.mark.django_db
ABROAD = ILL | {"travel": "yes", "country": "아무도모르는나라"}
PHONE = "010-0000-0042"


@pytest.fixture
def ticket(office):
    issued = office.one("test", phone=PHONE)
    api.answers_save(ticket_id=issued.id, given=ABROAD, now=office.now)
    return issued


def answers_of(office, ticket):
    return api.questionnaire_of(ticket.id, office.now).filled.answers


def rule():
    (found,) = [each for each in api.retention_rules() if each.kind == "ticket_answers"]
    return found


def test_answers_go_a_day_after_the_ticket_s_day(office, ticket):
    for days, remaining in ((1, 1), (2, 0)):
        before = rule().before({}, office.now + dt.timedelta(days=days))
        sweep_all(rule(), before)
        assert TicketAnswers.objects.count() == remaining


def test_who_booked_ahead_keeps_their_answers_until_then(office, ticket):
    QueueDay.objects.update(day=dt.date(2026, 12, 1))
    sweep_all(rule(), rule().before({}, office.now + dt.timedelta(days=5)))
    assert TicketAnswers.objects.count() == 1


def test_a_change_of_keys_brings_them_along(office, ticket, monkeypatch):
    ring = crypto.ring()
    newer = crypto.KeyRing(
        current="f2",
        field=ring.field | {"f2": b"2" * 32},
        lookup_current=ring.lookup_current,
        lookups=ring.lookups,
        signing=ring.signing,
    )
    monkeypatch.setattr(crypto, "ring", lambda: newer)
    table = answers_sealed()
    assert sealed.stale_count(table) == 1
    list(sealed.rewrite(table))
    assert sealed.stale_count(table) == 0
    assert answers_of(office, ticket) == ABROAD


def test_a_person_is_told_and_erased_with_them(office, ticket):
    part = api.person_part()
    (exported,) = part.tell("+821000000042")
    assert exported["answers"] == ABROAD
    assert isinstance(part, persons.PersonPart)
    part.erase("+821000000042", actor=audit.SYSTEM, reason="asked", now=office.now)
    assert not TicketAnswers.objects.exists()


def test_a_newer_form_lets_those_who_have_begun_go_on_with_theirs(office, ticket):
    newer = definition() | {"title": "새 문진"}
    entry = FormEntry(code="test", definition=newer)
    assert api.forms_load([entry], office.now) == 1
    assert api.questionnaire_of(ticket.id, office.now).version == 1
    assert api.questionnaire_of(office.one("test").id, office.now).version == 2
    TicketAnswers.objects.all().delete()
    assert api.forms_load([entry], office.now) == 0
    assert list(QuestionForm.objects.values_list("version", flat=True)) == [2]


def test_all_or_nothing_is_saved(office, ticket):
    with pytest.raises(api.AnswersWrong) as refused:
        api.answers_save(
            ticket_id=ticket.id,
            given={"contact": "unknown", "age": "old", "symptoms": None, "nothing": 1},
            now=office.now,
        )
    assert refused.value.wrong == {"age": "integer", "symptoms": "missing", "nothing": "unknown"}
    assert answers_of(office, ticket) == ABROAD
