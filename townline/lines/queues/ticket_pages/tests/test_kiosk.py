"""The touch screen at the door: a number without a telephone, nothing left for the next person."""

import re

import pytest
from django.test import Client

from tests.limits import at_most
from townline.lines.queues import api
from townline.lines.queues.models import Ticket
from townline.lines.queues.ticket_pages.views import kiosk
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(office, built_files, monkeypatch, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    monkeypatch.setattr(clock, "now", lambda: office.now)
    monkeypatch.setattr(kiosk, "PRESSES", at_most(20))
    office.open("hall-1")
    office.take(count=3)
    return office


@pytest.fixture
def screen(office):
    return Client(headers={"accept-language": "ko"})


def words(page):
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    text = re.sub(r"<[^>]+>", " ", main)
    return re.sub(r"\s+", " ", text)


def form(screen, service="passport"):
    page = screen.get(f"/kiosk/hall/?service={service}").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key is not None
    return {"key": key[1], "service": service, "need": ""}


def test_somebody_takes_a_number_and_the_next_one_sees_nothing_of_it(screen):
    assert "대기 3명" in words(screen.get("/kiosk/hall/"))
    page = screen.post("/kiosk/hall/", form(screen) | {"need": "elderly"})
    assert "204" in words(page)
    assert "내 앞에 0명" in words(page)
    assert "<svg" in page.content.decode()
    row = Ticket.objects.get(number=204)
    assert (row.channel, row.need) == ("kiosk", "elderly")
    assert page["Refresh"] == "30; url=/kiosk/hall/?lang=ko"
    assert screen.get("/kiosk/hall/?service=passport")["Refresh"].startswith("120;")
    # Choosing a language would lead back, and the number would be gone.
    assert 'lang="en"' not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "/n/t/" not in page.content.decode()
    assert "204" not in words(screen.get("/kiosk/hall/"))


def test_two_presses_are_one_person_and_two_people_are_two(screen):
    mine = form(screen)
    assert "204" in words(screen.post("/kiosk/hall/", mine))
    assert "204" in words(screen.post("/kiosk/hall/", mine))
    assert "205" in words(screen.post("/kiosk/hall/", form(screen)))


def test_what_cannot_be_is_said_on_the_screen(office, screen):
    sent = form(screen)
    for bad, status in (({"key": "x"}, 429), ({"service": "test"}, 429), ({"need": "tall"}, 422)):
        answer = screen.post("/kiosk/hall/", sent | bad)
        assert answer.status_code == status
        assert "alert" in answer.content.decode()
    api.queue_close(code="passport", actor=audit.SYSTEM, now=office.now, reason="")
    answer = screen.post("/kiosk/hall/", sent)
    assert answer.status_code == 409
    assert "오늘 발권은 끝났습니다" in words(answer)
    assert screen.get("/kiosk/nowhere/").status_code == 404
    assert Ticket.objects.count() == 3


def test_a_machine_that_takes_them_all_is_stopped(screen):
    sent = [screen.post("/kiosk/hall/", form(screen)).status_code for _ in range(22)]
    assert sent == [200] * 20 + [429] * 2


def test_every_word_is_there_in_english(screen):
    pages = [screen.get(f"/kiosk/hall/?lang=en{more}") for more in ("", "&service=passport")]
    pages.append(screen.post("/kiosk/hall/?lang=en", form(screen)))
    for page in pages:
        assert not re.search(r"[가-힣]", words(page)), words(page)


def test_who_may_answer_questions_meanwhile_is_told_so(office, screen):
    office.open("health-1")
    page = screen.get("/kiosk/health/?service=test").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    sent = {"key": key[1], "service": "test", "need": ""}
    assert "기다리는 동안 휴대전화에서 질문에 미리 답하면 창구에서 빨리 끝납니다" in words(
        screen.post("/kiosk/health/", sent)
    )
    assert "기다리는 동안 휴대전화에서 질문에 미리 답하면 창구에서 빨리 끝납니다" not in words(
        screen.post("/kiosk/hall/", form(screen))
    )
