"""The history is told in words, and people by name, in the reader's language."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from townline.casework.cases.rules import NEWER_TEXT
from townline.casework.cases.views import labels
from townline.casework.deadlines import api as deadlines

pytestmark = pytest.mark.django_db
HANGUL = re.compile(r"[가-힣]")


def test_the_programs_own_reason_is_told_in_both_languages(built_files):
    with translation.override("ko"):
        assert labels.reason(NEWER_TEXT) == "답변을 발송하는 동안 새 문자를 받았습니다"
    with translation.override("en"):
        assert not HANGUL.search(labels.reason(NEWER_TEXT))
        assert labels.reason("물 일입니다") == "물 일입니다"


def steps(client, code):
    page = client.get(f"/cases/{code}/").content.decode()
    history = page[page.index('<section id="history">') :]
    return history[: history.index("</section>")]


def test_people_of_a_history_are_named_in_the_readers_language(visit, world):
    code = world.awaiting()
    world.wait(hours=49)
    deadlines.reminders_run(now=world.now)
    history = steps(visit("clerk1", language="en"), code)
    assert "<b>Intake officer 1</b> assigned to a department" in history
    assert "<b>Roads officer 1</b>" in history
    assert not HANGUL.search(history)
    assert "<b>민원 접수 담당자 1</b>" in steps(visit("clerk1"), code)


def test_a_long_history_costs_no_more_questions(visit, world):
    code = world.awaiting()
    client = visit("clerk1")

    def count_queries():
        client.get(f"/cases/{code}/")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/cases/{code}/")
        return len(seen)

    # Notes are asked for only where there are any: the first one costs one question.
    client.post(f"/cases/{code}/note", {"body": "처음"})
    few = count_queries()
    for username in ("clerk1", "clerk2", "roads.officer2", "mayor"):
        for text in ("하나", "둘", "셋"):
            visit(username).post(f"/cases/{code}/note", {"body": text})
    assert count_queries() == few
