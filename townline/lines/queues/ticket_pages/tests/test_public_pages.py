"""Pages for anybody with a phone: choose a line, take a ticket, see it, take it elsewhere."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.lines.queues.rules.tickets import TicketEvent
from townline.lines.queues.tests.halls import CLERK, NINE
from townline.platform.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(office, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def phone(office):
    return Client(headers={"accept-language": "ko"})


def key(page) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found.group(1)


def words(page) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", text)


def take(browser, service="passport", **fields):
    page = browser.get(f"/n/{service}/")
    sent = {"key": key(page), "party": "1", "need": "", "phone": ""} | fields
    return browser.post(f"/n/{service}/take", sent)


def test_the_lines_stand_side_by_side_and_the_shorter_is_marked(office, phone):
    office.open("hall-4", "saebeot-1")
    office.take("papers", count=9)
    page = phone.get("/n/")
    assert "새벗동 주민센터" in words(page)
    assert "대기 9명" in words(page)
    best = re.search(r'href="/n/([^/]+)/[^>]*>(?:(?!</a>).)*더 빠름', page.content.decode(), re.S)
    assert best.group(1) == "papers-saebeot"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_the_list_costs_a_fixed_number_of_queries(office, phone, django_assert_max_num_queries):
    office.open("hall-1", "hall-4", "saebeot-1")
    office.take(count=20)
    phone.get("/n/")
    with django_assert_max_num_queries(8):
        phone.get("/n/")
    with django_assert_max_num_queries(8):
        phone.get("/n/passport/")


def test_a_ticket_is_taken_and_shown(office, phone):
    office.open("hall-1")
    office.take(count=7)
    answer = take(phone, party="2", need="elderly", phone="010 0000 0042")
    assert answer.status_code == 302
    page = phone.get(answer["Location"])
    page_text = words(page)
    assert "208" in page_text
    assert "내 앞에 0명" in page_text  # a quarter of an hour earlier than the others
    row = Ticket.objects.get(number=208)
    assert (row.party, row.need, row.phone_masked, row.channel) == (
        2, "elderly", "010-****-0042", "web",
    )  # fmt: skip
    assert "0042" not in page.content.decode()


def test_who_showed_the_telephone_to_be_theirs_reads_that_texts_come(office, phone):
    sentence = "차례가 가까울 때와 부를 때 휴대전화로 문자를 보냅니다"
    mine = take(phone, phone="010-0000-0042")["Location"]
    assert sentence not in words(phone.get(mine))
    Ticket.objects.update(phone_proved=True, verification="")
    assert sentence in words(phone.get(mine))
    assert sentence not in words(phone.get(take(Client())["Location"]))


def test_a_second_press_and_a_second_visit_open_the_same_ticket(office, phone):
    first, second = take(phone), take(phone)
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_who_comes_too_late_or_too_early_is_told_when(office, phone):
    api.queue_close(code="passport", actor=CLERK, now=office.now, reason="")
    assert "다음 운영일은 11월 26일(목) 오전 9시입니다" in words(phone.get("/n/passport/"))
    assert "다음 운영일은" not in words(phone.get("/n/papers/"))
    office.now = NINE.replace(day=27) + dt.timedelta(hours=10)  # a Friday evening
    assert "다음 운영일은 11월 30일(월) 오전 9시입니다" in words(phone.get("/n/passport/"))
    office.now = NINE + dt.timedelta(days=1, hours=-3)
    assert "오전 8시부터 번호표를 받을 수 있습니다" in words(phone.get("/n/passport/"))


def test_who_has_a_ticket_opens_it_though_no_more_are_given(office, phone):
    mine = take(phone)
    sent = {"key": key(phone.get("/n/passport/")), "party": "1"}
    api.queue_close(code="passport", actor=CLERK, now=office.now, reason="")
    assert phone.post("/n/passport/take", sent)["Location"] == mine["Location"]
    assert Client().get("/n/passport/take?lang=en")["Location"] == "/n/passport/?lang=en"


def test_another_browser_does_not_get_the_ticket_of_a_telephone(office, phone):
    mine = take(phone, phone="010-0000-0042")
    other = take(Client(), phone="010-0000-0042")
    # Nor does it hear that the number waits: it gets a ticket of its own, without the number.
    assert other.status_code == 302
    assert other["Location"] != mine["Location"]
    assert [row.phone_masked for row in Ticket.objects.order_by("id")] == ["010-****-0042", ""]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"phone": "02-0000-0100"}, "휴대전화 번호를 다시 확인해 주세요"),
        ({"phone": "9" * 500}, "휴대전화 번호를 다시 확인해 주세요"),
        ({"party": "0"}, "1부터 10까지의 숫자로"),
        ({"party": "여럿"}, "1부터 10까지의 숫자로"),
        ({"need": "tall"}, "목록에서 선택해 주세요"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(office, phone, fields, message):
    page = take(phone, **({"phone": "010-0000-0042"} | fields))
    assert page.status_code in {409, 422}
    assert message in words(page)
    assert page.content.decode().count("오류:") >= 1
    assert Ticket.objects.count() == 0


def test_each_field_to_mend_is_marked_and_linked(office, phone):
    page = take(phone, party="11", phone="02-0000-0100").content.decode()
    assert "입력 내용 2개를 확인해 주세요" in page
    for field in ("party", "phone"):
        assert f'<a href="#{field}">' in page
        assert re.search(rf'id="{field}"[^>]*aria-invalid="true"[^>]*{field}-bad', page)
        assert f'id="{field}-bad"' in page


def test_a_forged_form_and_another_service_s_form_take_nothing(office, phone):
    page = phone.get("/n/papers/")
    for sent in ("", "x.y", key(page)):
        answer = phone.post("/n/passport/take", {"key": sent, "party": "1"})
        assert answer.status_code == 403
    assert Ticket.objects.count() == 0


def test_called_missed_and_back(office, phone):
    office.open("hall-1")
    where = take(phone)["Location"]
    office.next()
    assert "지금 1번 창구로 와 주세요" in words(phone.get(where))
    office.end(TicketEvent.MISS)
    page = phone.get(where)
    assert "지금 왔어요" in words(page)
    assert phone.post(where, {"key": key(page), "do": "rejoin"}).status_code == 302
    assert "내 앞에 0명" in words(phone.get(where))


def test_late_and_cancelled_by_its_own_buttons_only(office, phone):
    where = take(phone)["Location"]
    office.take(count=6)
    page = phone.get(where)
    other = take(Client())["Location"]
    phone.post(other, {"key": key(page), "do": "leave"})
    assert Ticket.objects.filter(state="left").count() == 0
    phone.post(where, {"key": key(page), "do": "late"})
    assert "내 앞에 5명" in words(phone.get(where))
    phone.post(where, {"key": key(phone.get(where)), "do": "leave"})
    assert "취소했습니다" in words(phone.get(where))


def test_to_a_quicker_place_and_on_to_the_new_ticket(office, phone):
    office.open("hall-4", "saebeot-1")
    office.take("papers", count=15)
    where = take(phone, "papers")["Location"]
    page = phone.get(where)
    assert "더 빠른 곳" in words(page)
    answer = phone.post(where, {"key": key(page), "do": "move", "to": "papers-saebeot"})
    assert "S1" in words(phone.get(answer["Location"]))
    assert answer["Location"].split("?")[0] in phone.get(where).content.decode()


def test_on_another_phone_by_number_and_code(office, phone):
    where = take(phone)["Location"]
    code = re.search(r'class="code">([^<]+)<', phone.get(where).content.decode()).group(1)
    other = Client(headers={"accept-language": "ko"})
    sent = {"key": key(other.get("/n/code/")), "service": "passport", "number": "201번"}
    wrong = other.post("/n/code/", sent | {"code": "AAAAAA"})
    assert wrong.status_code == 403
    assert "맞지 않습니다" in words(wrong)
    answer = other.post("/n/code/", sent | {"code": code})
    assert "201" in words(other.get(answer["Location"]))
    assert phone.get(where).status_code == 404


def test_before_opening_and_on_a_day_off(office, phone):
    office.now = office.now.replace(hour=23, day=24)  # 08:00 in Seoul
    page = phone.get("/n/passport/")
    assert "추첨으로 순서를 정합니다" in words(page)
    where = take(phone)["Location"]
    assert "문을 열 때 추첨으로" in words(phone.get(where))
    office.now = office.now.replace(day=27)
    assert "오늘 휴무" in words(phone.get("/n/passport/"))
    assert "번호표 받기" not in words(phone.get("/n/passport/"))


def test_unknown_lines_and_forged_tickets_look_alike_in_both_languages(office, phone):
    for path in ("/n/nowhere/", "/n/t/forged", "/n/t/" + "A" * 44):
        assert phone.get(path).status_code == 404
        assert "cannot be opened" in words(phone.get(f"{path}?lang=en"))


def test_every_word_is_there_in_english(office, phone):
    office.open("hall-1")
    where = take(phone)["Location"].split("?")[0]
    office.take(count=2)
    for path in ("/n/", "/n/passport/", where, "/n/code/"):
        page_text = words(phone.get(f"{path}?lang=en")).replace("한국어", "")
        assert not re.search(r"[가-힣]", page_text), page_text


def test_a_page_is_small(office, phone):
    office.open("hall-1")
    where = take(phone)["Location"]
    for path in ("/n/", "/n/passport/", where):
        assert len(gzip.compress(phone.get(path).content)) < 6000, path


@pytest.mark.parametrize(
    ("file", "most"),
    [
        ("web/outside.css", 8000),
        ("ticket_pages/n.css", 2500),
        ("ticket_pages/ticket.js", 4000),
        ("ticket_pages/entry.js", 500),
        ("ticket_pages/board.js", 4000),
        ("ticket_pages/board.css", 3000),
    ],
)
def test_what_a_page_brings_is_small(file, most):
    found = finders.find(file)
    assert found is not None
    assert len(gzip.compress(Path(found).read_bytes())) < most
