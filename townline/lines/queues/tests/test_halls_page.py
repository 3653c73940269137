"""Whoever leads a hall: what is short, what one more desk would change, and changing today."""

import re

import pytest
from django.test import Client

from townline.lines.queues.models import QueueDay
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(office, world, visit, monkeypatch):
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def clerk(office, visit):
    return visit("clerk1")


def words(page) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", text)


def test_advice_says_which_desk_and_what_it_changes(office, clerk, visit):
    office.take(count=20)
    assert re.search(
        r"여권 · .*: 열린 창구가 없습니다. [12]번 창구를 열어", words(clerk.get("/halls/"))
    )
    office.open("hall-1")
    advice = re.search(r"지금 2번 창구를 열면 (\d+)분 → (\d+)분", words(clerk.get("/halls/")))
    assert advice is not None
    now, then = map(int, advice.groups())
    assert then < now * 0.6
    assert "1 / 3 부족" in words(clerk.get("/halls/"))
    office.open("hall-2", "hall-3")
    assert "지금 할 일" not in words(clerk.get("/halls/"))
    for path in ("/halls/", "/halls/figures/"):
        english = visit("clerk1", "en").get(path).content.decode().partition("<main")[2]
        assert not re.search(r"[가-힣]", english.partition("</main")[0])


def test_a_queue_is_closed_with_a_reason_and_opened_again(office, clerk):
    office.one()
    page = clerk.post("/halls/passport/do", {"do": "close", "reason": " "}, follow=True)
    assert "닫는 사유를 적어 주세요" in page.content.decode()
    page = clerk.post("/halls/passport/do", {"do": "close", "reason": "정전"}, follow=True)
    assert "오늘 발권 마감 · 정전" in words(page)
    day = QueueDay.objects.get()
    assert audit.history(f"queue_day:{day.id}").last().reason == "정전"
    clerk.post("/halls/passport/do", {"do": "open"})
    assert office.hall().state == "open"


def test_it_may_end_earlier_today(office, clerk):
    office.one()
    page = clerk.post("/halls/passport/do", {"do": "until", "until": "15:20"}, follow=True)
    assert "15:20" in words(page)
    day = QueueDay.objects.get()
    assert audit.history(f"queue_day:{day.id}").last().event == "queue_day:hours:change"
    for bad in ("", "25:00", "08:00"):
        page = clerk.post("/halls/passport/do", {"do": "until", "until": bad}, follow=True)
        assert re.search("‘마감 시각’|지난 시각입니다", page.content.decode())
    office.wait(hours=6, minutes=30)
    assert office.hall().state == "closed"


def test_refusals_and_rights(office, clerk, visit):
    page = clerk.post("/halls/passport/do", follow=True)
    assert "그런 단추는 없습니다" in page.content.decode()
    page = clerk.post("/halls/nowhere/do", {"do": "open"}, follow=True)
    assert "그런 대기열이 없습니다" in page.content.decode()
    assert Client().get("/halls/").status_code == 302
    assert visit("auditor").get("/halls/").status_code == 403
    assert visit("auditor").post("/halls/passport/do", {"do": "open"}).status_code == 403


def test_it_costs_a_fixed_number_of_queries(office, clerk, django_assert_max_num_queries):
    office.open("hall-1")
    office.take(count=3)
    clerk.get("/halls/")
    with django_assert_max_num_queries(24):
        clerk.get("/halls/")
    office.take(count=20)
    office.take("papers", count=20)
    with django_assert_max_num_queries(24):
        clerk.get("/halls/")
