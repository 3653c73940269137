"""Texts of an office's phone become finished cases: once each, silently, and marked."""

import datetime as dt

import pytest

from tests.world import World
from townline.casework.answers import api as answers
from townline.casework.answers.models import Confirmation
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Notice
from townline.casework.data_protection import api
from townline.casework.deadlines import api as deadlines
from townline.casework.deadlines.models import LegalClock
from townline.casework.importing import api as importing
from townline.casework.importing.services.old_text import OldText
from townline.casework.portal import api as portal
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

pytestmark = pytest.mark.usefixtures("district")

FIRST = dt.datetime(2026, 10, 5, 3, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
NUMBER = "+821000000001"
CLERK = audit.Actor("server", None, "서버")


def _in(hours: float, body: str, number: str = NUMBER, **more) -> OldText:
    return OldText(number=number, at=FIRST + hours * HOUR, outgoing=False, body=body, **more)


def _out(hours: float, body: str, number: str = NUMBER) -> OldText:
    return OldText(number=number, at=FIRST + hours * HOUR, outgoing=True, body=body)


QUESTION = _in(0, "가로등이 꺼졌어요")
ANSWER = _out(20, "어제 저녁에 전구를 바꿨습니다. - 한들구 도로과")


def _import(world, *texts: OldText, **more) -> importing.Imported:
    exchanges, _ = importing.texts_paired(texts, window=importing.USUAL_WINDOW)
    return importing.texts_import(
        exchanges=exchanges, destination_addr="0200000100", actor=CLERK, now=world.now, **more
    )


def _only(world: World) -> cases.Detail:
    case = Case.objects.get()
    assert case.code
    return world.case(case.code)


def test_a_question_and_its_answer_become_a_finished_case(world):
    done = _import(world, QUESTION, ANSWER)
    assert (done.cases, done.answered, done.texts) == (1, 1, 2)
    found = _only(world)
    assert found.row.state == cases.CaseState.CLOSED
    assert [(t.kind, t.state) for t in found.thread] == [
        ("incoming", "claimed"),
        ("answer", "delivered"),
    ]
    assert [h.event for h in found.history] == ["case:history:import"]
    assert found.row.answered_at == ANSWER.at
    assert found.row.sender_masked == "010-****-0001"


def test_nothing_is_sent_promised_or_reminded_of(world):
    _import(world, QUESTION, ANSWER, _in(400, "중지", number="+821000000002"))
    assert world.claim() == []
    for never in (Confirmation, LegalClock, Notice):
        assert not never.objects.exists()
    assert deadlines.reminders_run(now=world.now) == 0
    assert portal.follow_ups_run(now=world.now + dt.timedelta(days=60)) == 0
    assert Case.objects.filter(imported=True, next_reminder_at=None).count() == 2


def test_a_stop_of_long_ago_stops_nothing(world):
    _import(world, _in(0, "중지"))
    world.text("길이 파였어요", sender="01000000001")
    assert [job.destination_addr for job in world.claim()] == ["821000000001"]


def test_the_same_texts_again_change_nothing(world):
    _import(world, QUESTION, ANSWER)
    again = _import(world, QUESTION, ANSWER)
    assert (again.cases, again.texts, again.known, again.more) == (0, 0, 2, 0)
    assert [t.kind for t in _only(world).thread] == ["incoming", "answer"]


@pytest.mark.server
def test_a_later_export_brings_the_answer_to_its_case(world):
    _import(world, QUESTION)
    assert _only(world).row.answered_at is None
    done = _import(world, QUESTION, ANSWER)
    assert (done.cases, done.more, done.known) == (0, 1, 1)
    found = _only(world)
    assert found.row.answered_at == ANSWER.at
    assert [t.kind for t in found.thread] == ["incoming", "answer"]
    assert [h.event for h in found.history] == ["case:history:import", "case:history:extend"]


def test_what_was_erased_since_does_not_come_back(world):
    _import(world, QUESTION, ANSWER)
    api.person_erase(world.by("admin"), number=NUMBER, reason="요청", force=False)
    done = _import(world, QUESTION, ANSWER, _in(21, "고마워요"))
    assert (done.cases, done.more) == (0, 0)
    assert conversations.resident_find(NUMBER) is None


def test_an_old_answer_is_offered_where_the_service_is_the_same(world):
    done = _import(world, QUESTION, ANSWER)
    assert done.unsorted == 0
    code = world.text("우리 집 앞 가로등이 꺼졌어요", sender="01000000077")
    cases.case_assign(
        world.by("clerk1"), code=code, department="roads",
        service="lighting",
    )  # fmt: skip
    (old,) = answers.old_answers(code=code, viewer=world.person("roads.officer"))
    assert "전구를 바꿨습니다" in old.words


def test_a_dry_run_counts_and_writes_nothing(world):
    assert _import(world, QUESTION, ANSWER, dry_run=True).cases == 1
    assert not Case.objects.exists()
    assert conversations.resident_find(NUMBER) is None


def test_the_offices_own_table_says_what_a_text_is_about(world):
    _import(world, _in(0, "안녕하세요, 여쭐 것이 있습니다", service="noise_air"))
    assert _only(world).row.service == "noise_air"
    assert _only(world).row.department is not None


def test_a_text_of_many_pages_and_one_of_photos_alone_are_kept(world):
    long = _out(1, "가나다 " * 4000)
    _import(world, _in(0, ""), long)
    found = _only(world)
    assert found.thread[1].body == long.body


def test_a_reply_to_an_imported_case_opens_one_that_is_counted_from_now(world):
    _import(world, QUESTION, ANSWER)
    code = world.text("또 꺼졌어요 가로등", sender="01000000001")
    assert world.case(code).row.answer_due_at > world.now
    assert Case.objects.filter(imported=False).count() == 1


def test_figures_of_the_promise_leave_them_out_unless_asked(world):
    _import(world, QUESTION, ANSWER)
    span = {"since": FIRST - HOUR, "until": FIRST + 48 * HOUR}
    assert list(cases.case_facts(**span)) == []
    (fact,) = cases.case_facts(**span, imported=True)
    assert fact.first == 20
    morning = cases.morning_figures(
        Act(world.person("mayor"), ANSWER.at + 24 * HOUR),
        since=FIRST,
        day_start=ANSWER.at + 12 * HOUR,
    )
    assert (morning.came_in, morning.answered_yesterday) == (0, 0)


def test_the_department_that_signed_decides_between_two_services(world):
    _import(world, _in(0, "신호등 옆 가로등이 꺼졌어요"), ANSWER)
    row = _only(world).row
    assert (row.service, row.department) == ("lighting", "roads")


def test_where_only_the_signature_tells_the_department_sees_it_all_the_same(world):
    _import(world, _in(0, "안녕하세요"), ANSWER)
    row = _only(world).row
    assert (row.service, row.department) == (None, "roads")


@pytest.mark.parametrize(
    ("language", "words", "promise"),
    [
        ("ko", "예전 문자에서 가져온 민원", "<span>답변 기한</span>"),
        ("en", "No answer was due then", "<span>Answer</span>"),
    ],
)
def test_its_page_says_so_until_somebody_opens_it_again(world, visit, language, words, promise):
    _import(world, QUESTION, ANSWER)
    code = _only(world).row.code
    page = visit("clerk1", language).get(f"/cases/{code}/").content.decode()
    assert words in page
    assert promise not in page
    cases.case_reopen(world.by("clerk1"), code=code, reason="다시 꺼짐")
    page = visit("clerk1", language).get(f"/cases/{code}/").content.decode()
    assert words not in page
    assert promise in page
