"""On a closed day every screen says when it opens next: board, kiosk, the lists and the site's."""

import datetime as dt
import re

import pytest
from django.test import Client

from townline.lines.queues.tests.halls import NINE
from townline.platform.core import clock

pytestmark = pytest.mark.django_db
NEXT = "다음 운영일은 11월 30일(월) 오전 9시입니다"
SCREENS = ("/board/hall/", "/kiosk/hall/", "/n/", "/open/waiting")


@pytest.fixture
def saturday(office, built_files, monkeypatch):
    office.now = NINE + dt.timedelta(days=3)
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


def words(path: str, language: str = "ko") -> str:
    page = Client().get(f"{path}?lang={language}").content.decode()
    text = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_closed_day_says_when_it_opens_next(saturday, screen):
    assert NEXT in words(screen)
    assert not re.search(r"[가-힣]", words(screen, "en").replace("한국어", ""))


@pytest.mark.parametrize("screen", SCREENS)
def test_so_does_an_evening(saturday, screen):
    saturday.now = NINE + dt.timedelta(hours=10)  # a Wednesday's
    assert "다음 운영일은 11월 26일(목) 오전 9시입니다" in words(screen)


def test_a_board_does_not_promise_to_begin_soon(saturday):
    assert "곧 시작합니다" not in words("/board/hall/")
    assert "오늘 운영이 끝났습니다" in words("/board/hall/")
    saturday.now = NINE - dt.timedelta(minutes=5)
    assert "곧 시작합니다" in words("/board/hall/")
    assert "다음 운영일은" not in words("/board/hall/")


def test_a_kiosk_asks_nobody_what_they_came_for(saturday):
    assert "어떤 일로" not in words("/kiosk/hall/")
    saturday.now = NINE + dt.timedelta(minutes=1)
    assert "어떤 일로" in words("/kiosk/hall/")
    assert "다음 운영일은" not in words("/kiosk/hall/")


def test_closed_screens_cost_two_queries_more(saturday, django_assert_max_num_queries):
    words("/board/hall/")
    with django_assert_max_num_queries(13):
        words("/board/hall/")
