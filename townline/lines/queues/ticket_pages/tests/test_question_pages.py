"""Questions while one waits: one a page, saved at once, on any device, seen by who calls."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from townline.lines.queues import api
from townline.lines.queues.models import Queue, Ticket, TicketAnswers
from townline.lines.queues.rules.tickets import TicketEvent
from townline.lines.queues.tests.asking import ILL
from townline.lines.queues.tests.halls import CLERK
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
BUDGET = 6000


@pytest.fixture
def office(office, world, monkeypatch):
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def phone(office):
    return Client(headers={"accept-language": "ko"})


@pytest.fixture
def token(office):
    return office.one("test").token


def words(page) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", text)


def answer(phone, where, *, value="", **fields):
    """Answer the question of a page; give where that leads, or the page that refuses."""
    page = phone.get(where)
    form = re.search(r'method="post" action="([^"]+)"', page.content.decode())
    key = re.search(r'name="key" value="([^"]+)"', page.content.decode())
    assert form is not None
    assert key is not None
    sent = {"key": key[1], "a": value} | fields
    return phone.post(form[1].replace("&amp;", "&"), sent)


def answer_all(phone, token, answers):
    where = f"/n/t/{token}/questions/"
    for value in answers:
        reply = answer(phone, where, value=value)
        assert reply.status_code == 302, words(reply)
        where = reply["Location"]
    return where


def test_from_the_ticket_through_all_questions_to_the_end(phone, token):
    ticket = phone.get(f"/n/t/{token}")
    assert "기다리는 동안 몇 가지 여쭙니다 · 0/9" in words(ticket)
    first = phone.get(f"/n/t/{token}/questions/")
    assert "기다리는 동안 몇 가지 여쭙니다 · 1/9" in words(first)
    assert "건강에 관한 답이라" in words(first)  # the note stands with the question after it
    where = answer_all(phone, token, ["yes", "38", ["fever", "cough"], "2026-11-23"])
    page = phone.get(where)
    assert "열을 재셨다면" in words(page)
    assert "5/9 · 몸 상태" in words(page)
    assert "(선택)" in words(page)
    where = answer(phone, where, skip="1")["Location"]
    end = phone.get(answer_all_from(phone, where, ["no", "no", "no"]))
    assert "모두 작성하셨습니다" in words(end)
    assert "열, 기침" in words(end)
    assert "2026년 11월 23일(월)" in words(end)
    assert "작성한 답변 보기·수정" in words(phone.get(f"/n/t/{token}"))
    (row,) = TicketAnswers.objects.all()
    assert b"fever" not in bytes(row.sealed)


def answer_all_from(phone, where, answers):
    for value in answers:
        where = answer(phone, where, value=value)["Location"]
    return where


def test_a_wrong_answer_is_said_beside_its_field_and_stays(phone, token):
    where = answer_all(phone, token, ["yes"])
    for value, error_text in (
        ("", "답변을 적어 주세요."),
        ("서른", "숫자만"),
        ("200", "0에서 120 사이"),
    ):
        page = answer(phone, where, value=value)
        assert page.status_code == 422
        assert words(page).count(error_text) == 2  # on top, and beside the field
        assert "<title>오류:" in page.content.decode()
        assert f'value="{value}"' in page.content.decode()
        assert 'aria-invalid="true"' in page.content.decode()
    where = answer(phone, where, value="38")["Location"]
    page = answer(phone, where, value=["none", "fever"])
    assert "'없음'이면 다른 것은" in page.content.decode().replace("&#x27;", "'")
    assert page.content.decode().count(" checked") == 2
    assert "해당하는 것을 선택해 주세요" in words(answer(phone, where, value=[]))


def test_one_goes_on_later_on_another_device_and_in_another_language(phone, office, token):
    answer_all(phone, token, ["yes", "38"])
    code = api.ticket_view(api.ticket_id_of(token), office.now).code
    number = Ticket.objects.get().number
    other = api.ticket_take_over(
        queue="test", number=number, code=code, device=None, now=office.now
    )
    page = Client(headers={"accept-language": "en"}).get(f"/n/t/{other}/questions/?lang=en")
    assert "What do you feel now?" in words(page)
    assert not re.search(r"[가-힣]", words(page))
    old = phone.get(f"/n/t/{token}/questions/")
    assert old.status_code == 404
    assert "번호표를 열 수 없습니다" in words(old)


def test_back_and_change_at_the_end(phone, token):
    where = answer_all(phone, token, ["yes", "38", "none", "no", "no"])
    page = phone.get(f"/n/t/{token}/questions/q/age/")
    assert f"/n/t/{token}/questions/q/consent/" in page.content.decode()
    assert 'value="38"' in page.content.decode()
    change = re.search(r'href="([^"]+/q/travel/[^"]+)"', phone.get(where).content.decode())
    reply = answer(phone, change[1].replace("&amp;", "&"), value="yes")
    assert "/q/country/" in reply["Location"]  # it has opened a new question
    reply = answer(phone, reply["Location"], value="몽골")
    assert "몽골" in words(phone.get(reply["Location"]))
    gone = phone.get(f"/n/t/{token}/questions/q/since/")
    assert gone["Location"].endswith("/questions/?lang=ko")


def test_a_form_that_is_not_ours_saves_nothing(phone, office, token):
    where = f"/n/t/{token}/questions/q/consent/"
    assert phone.post(where, {"a": "yes", "key": "forged"}).status_code == 409
    other = office.one("test").token
    key = re.search(r'name="key" value="([^"]+)"', phone.get(
        f"/n/t/{other}/questions/").content.decode())  # fmt: skip
    assert phone.post(where, {"a": "yes", "key": key[1]}).status_code == 409
    assert phone.get("/n/t/forged/questions/").status_code == 404
    assert not TicketAnswers.objects.exists()


def test_nothing_is_asked_where_nothing_is_written_or_all_is_over(phone, office, token):
    passport = office.one("passport").token
    assert "여쭙니다" not in words(phone.get(f"/n/t/{passport}"))
    assert phone.get(f"/n/t/{passport}/questions/").status_code == 404
    answer_all(phone, token, ["yes", "38"])
    api.ticket_leave(ticket_id=api.ticket_id_of(token), actor=audit.RESIDENT, now=office.now)
    over = phone.get(f"/n/t/{token}/questions/end/")
    assert over.status_code == 404
    assert "38" not in words(over)
    assert "여쭙니다" not in words(phone.get(f"/n/t/{token}"))


def test_pages_are_small_and_kept_by_nobody(phone, token):
    style = sum(
        len(gzip.compress(Path(finders.find(name)).read_bytes()))
        for name in ("web/outside.css", "ticket_pages/n.css")
    )
    assert style < 8000
    where = f"/n/t/{token}/questions/"
    for value in ("yes", "38", ["fever"], "2026-11-23", "38.2", "no", "no", "no", None):
        page = phone.get(where)
        assert len(gzip.compress(page.content)) < BUDGET
        assert b"<script" not in page.content
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        where = answer(phone, where, value=value)["Location"] if value else where


def test_pages_cost_a_fixed_number_of_queries(phone, token, django_assert_max_num_queries):
    answer_all(phone, token, ["yes", "38"])
    for where in ("", "end/", "q/age/"):
        with django_assert_max_num_queries(14):
            phone.get(f"/n/t/{token}/questions/{where}")


def press(clerk, do, desk="health-1", **fields):
    page = clerk.get(f"/desk/{desk}/").content.decode()
    seen = re.search(r'name="saw" value="(\d+)"', page)
    assert seen is not None
    return clerk.post(f"/desk/{desk}/do", {"do": do, "saw": seen[1]} | fields, follow=True)


def view_reasons():
    return list(
        audit.Transition.objects.filter(event="ticket:answers:view").values_list(
            "reason", flat=True
        )
    )


def test_the_desk_that_calls_sees_the_answers_and_that_is_recorded(office, phone, visit, token):
    clerk, other = visit("clerk1"), visit("roads.officer")
    press(clerk, "open")
    answer_all(phone, token, ["yes", "38", ["fever", "cough"], "2026-11-23"])
    assert "열, 기침" not in words(clerk.get("/desk/health-1/"))
    press(clerk, "answers")  # nobody is there to look at
    assert view_reasons() == []
    called = press(clerk, "next")
    assert "일부 작성" in words(called)
    assert "열, 기침" in words(called)
    assert view_reasons() == ["health-1"]
    clerk.get("/desk/health-1/")
    assert view_reasons() == ["health-1"]  # one look, however often the page reads itself anew
    # Whoever looks over somebody's shoulder sees that there are answers, not which.
    page = other.get("/desk/health-1/")
    assert "일부 작성" in words(page)
    assert "열, 기침" not in words(page)
    assert "열, 기침" not in words(press(other, "answers"))
    press(clerk, "done")
    assert "열, 기침" not in words(clerk.get("/desk/health-1/"))


def test_answers_that_come_after_the_call_are_seen_on_request(office, phone, visit, token):
    clerk = visit("clerk1")
    press(clerk, "open")
    assert "작성 안 함" in words(press(clerk, "next"))
    assert view_reasons() == []
    answer_all(phone, token, ["no"])
    page = clerk.get("/desk/health-1/")
    assert "작성 완료" in words(page)
    assert "동의하시나요" not in words(page)
    assert "동의하시나요" in words(press(clerk, "answers"))
    assert view_reasons() == ["health-1"]
    # Called again later, it is looked at anew.
    press(clerk, "hold")
    office.wait(minutes=5)
    office.open("health-2")
    api.desk_recall(desk="health-2", ticket_id=api.ticket_id_of(token), actor=CLERK, now=office.now)
    assert "동의하시나요" not in words(clerk.get("/desk/health-2/"))


def test_answers_go_along_to_a_queue_that_asks_the_same(office, token):
    id_ = api.ticket_id_of(token)
    api.answers_save(ticket_id=id_, given=ILL, now=office.now)
    office.open("health-1")
    office.next("health-1")
    plan = Queue.objects.get(code="passport").plan
    Queue.objects.filter(code="passport").update(plan=plan | {"questionnaire": "test"})
    moved = api.ticket_id_of(
        api.desk_move(desk="health-1", to="passport", actor=CLERK, now=office.now)
    )
    assert api.questionnaire_of(moved, office.now).filled.answers == ILL
    further = api.ticket_move(ticket_id=moved, to="tax", actor=audit.RESIDENT, now=office.now)
    with pytest.raises(api.QueueError, match="no-questions"):
        api.questionnaire_of(api.ticket_id_of(further), office.now)


def test_who_was_missed_may_still_answer_and_who_is_done_may_not(office, token):
    id_ = api.ticket_id_of(token)
    office.open("health-1")
    office.next("health-1")
    office.end(TicketEvent.MISS, "health-1")
    api.answers_save(ticket_id=id_, given={"consent": "no"}, now=office.now)
    api.ticket_rejoin(ticket_id=id_, actor=audit.RESIDENT, now=office.now)
    office.next("health-1")
    office.end(TicketEvent.DONE, "health-1")
    with pytest.raises(api.QueueError, match="questions-over"):
        api.answers_save(ticket_id=id_, given={"consent": "yes"}, now=office.now)
