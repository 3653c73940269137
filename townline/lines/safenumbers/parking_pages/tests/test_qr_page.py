"""The page behind a sticker's QR code: whoever stands at the car tells its owner, and no more."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.limits import at_most
from tests.texts import texts_to_number
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import PageAsk, Request, RequestPhone
from townline.lines.safenumbers.parking_pages.views import ask as view
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import (
    ask,
    key_of,
    page,
    qr,
    read,
    someone,
    text_to,
)

pytestmark = pytest.mark.django_db
CLOSED = "지금은 이 번호로 연락할 수 없습니다"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch, visit):
    monkeypatch.setattr(view, "CAR_PAGE_VISITS", at_most(1000))
    monkeypatch.setattr(view, "PRESSES", at_most(1000))


@pytest.fixture
def lease(world):
    return issue(world.now)


@pytest.fixture
def passer():
    return someone()


def answer_request(lease, answer, now):
    row = Request.objects.get(lease=lease.id)
    api.request_answer(request_id=row.id, answer=answer, now=now)


def test_it_asks_what_and_for_the_end_of_the_plate(lease, passer):
    html = page(passer, qr(lease))
    for words in (
        "차를 옮겨 주세요",
        "전조등이 켜져 있어요",
        "창문이 열려 있어요",
        "차 번호 끝 네 자리",
    ):
        assert words in html
    assert f'href="tel:{lease.number}"' in html
    assert "Move the car" in page(passer, qr(lease) + "?lang=en")
    assert "Move the car" in page(someone("en-GB"), qr(lease))


def test_the_owner_is_asked_and_the_answer_is_seen_on_the_page(world, lease, passer):
    world.send()
    done = ask(passer, qr(lease), matter="lights")
    assert done.status_code == 302
    assert "전조등이 켜져 있다" in text_to(world, "0042")
    assert "차 주인에게 알렸습니다" in page(passer, done.url)
    row = Request.objects.get()
    assert (row.kind, row.via, row.matter, row.tell) == ("trouble", "qr", "lights", False)
    world.wait(minutes=2)
    answer_request(lease, 2, world.now)
    html = page(passer, done.url)
    assert "차 주인이 10분 안에 갑니다" in html
    assert "전조등이 켜져 있어요" in html


@pytest.mark.parametrize(("answer", "words"), [(1, "지금 갑니다"), (3, "지금은 올 수 없습니다")])
def test_each_answer_has_its_words(world, lease, passer, answer, words):
    done = ask(passer, qr(lease))
    answer_request(lease, answer, world.now)
    assert words in page(passer, done.url)


def test_the_page_comes_anew_until_there_is_an_answer(world, lease, passer):
    done = ask(passer, qr(lease))
    anew = r'<noscript>\s*<meta http-equiv="refresh" content="15">'
    assert re.search(anew, page(passer, done.url))
    assert "refresh" not in page(passer, f"{done.url}&still=1")
    world.wait(minutes=15)
    seldom = r'<noscript>\s*<meta http-equiv="refresh" content="60">'
    assert re.search(seldom, page(passer, done.url))
    answer_request(lease, 1, world.now)
    assert "refresh" not in page(passer, done.url)


def test_no_answer_is_told_and_what_to_do_instead(world, lease, passer):
    done = ask(passer, qr(lease))
    world.wait(minutes=12)
    assert "아직 답이 없습니다" in page(passer, done.url)
    world.wait(minutes=60)
    api.requests_expire(now=world.now)
    html = page(passer, done.url)
    assert "답이 오지 않았습니다" in html
    assert f'href="tel:{lease.number}"' in html


def test_a_form_that_is_sent_twice_asks_once(lease, passer):
    key = key_of(page(passer, qr(lease)))
    sent = {"key": key, "matter": "move", "plate": "3456"}
    first, second = (passer.post(qr(lease), sent) for _ in range(2))
    assert first.url == second.url
    assert (Request.objects.count(), PageAsk.objects.count()) == (1, 1)


def test_a_form_that_is_found_again_by_going_back_asks_for_what_it_says_now(lease, passer):
    key = key_of(page(passer, qr(lease)))
    pages = [ask(passer, qr(lease), key=key, matter=matter).url for matter in ("move", "lights")]
    assert Request.objects.count() == 2
    assert "전조등이 켜져 있어요" in page(passer, pages[1])


def test_looking_changes_nothing(lease, passer):
    page(passer, qr(lease))
    assert (Request.objects.count(), PageAsk.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"plate": ""}, "plate"),
        ({"plate": "9999"}, "plate"),
        ({"plate": "456"}, "plate"),
        ({"matter": ""}, "matter"),
        ({"matter": "fire"}, "matter"),
        ({"phone": "02-0000-0100"}, "phone"),
        ({"phone": "0504-0000-1000"}, "phone"),
        ({"phone": "+1 202 000 0000"}, "phone"),
        ({"phone": "가나다"}, "phone"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_lost(lease, passer, fields, field):
    refused = ask(passer, qr(lease), **({"phone": "010 0000 0077"} | fields))
    html = read(refused, 422)
    assert f'<a href="#{field}">' in html
    assert 'role="alert"' in html
    assert "<title>오류:" in html
    given = {"phone": "010 0000 0077", "plate": "3456"} | fields
    assert f'value="{given["phone"]}"' in html
    assert f'value="{given["plate"]}"' in html
    assert Request.objects.count() == 0


@pytest.mark.parametrize("typed", [" 3456 ", "34 56", "３４５６", "34-56"])
def test_the_end_of_the_plate_may_be_written_as_people_do(lease, passer, typed):
    assert ask(passer, qr(lease), plate=typed).status_code == 302


def test_past_the_limit_of_guesses_a_right_end_is_answered_like_a_wrong_one(world, lease, passer):
    found = [ask(passer, qr(lease), plate=f"{n:04}").status_code for n in range(7)]
    assert found == [422] * 5 + [429] * 2
    wrong, right = (ask(passer, qr(lease), plate=each) for each in ("0000", "3456"))
    assert (wrong.status_code, right.status_code) == (429, 429)
    # All but what was typed, and the form's own name.
    wrong, right = (re.sub(r'value="[^"]*"', "", read(each, 429)) for each in (wrong, right))
    assert wrong == right
    assert Request.objects.count() == 0
    world.wait(hours=2)
    assert ask(passer, qr(lease), plate="3456").status_code == 302


def test_the_answer_is_texted_where_a_number_was_given(world, lease, passer):
    done = ask(passer, qr(lease), phone="010-0000-0077")
    assert "문자로 보냅니다" in page(passer, done.url)
    assert "0077" not in page(passer, done.url)
    world.send()
    answer_request(lease, 1, world.now)
    assert "지금 가겠다고 답했습니다" in text_to(world, "00000077")


def texts_after_asking(world, passer):
    """Let somebody ask three owners, and each answer; give what went to the telephone typed."""
    for plate in ("34나5678", "56다7890", "78라1234"):
        lease = issue(world.now, plate)
        ask(passer, qr(lease), plate=plate[-4:], phone="010-0000-0077")
        answer_request(lease, 1, world.now)
    return [text for text in texts_to_number("01000000077") if "답했습니다" in text]


def test_a_telephone_that_nobody_showed_to_be_theirs_gets_one_answer_an_hour(world, passer):
    assert len(texts_after_asking(world, passer)) == 1


def test_who_has_texted_us_gets_every_answer(world, passer):
    world.deliver("주차", "01000000077")
    world.route()
    assert len(texts_after_asking(world, passer)) == 3


def test_a_telephone_that_said_stop_gets_no_answer_of_a_page(world, passer):
    world.deliver("수신거부", "01000000077")
    world.route()
    assert texts_after_asking(world, passer) == []


def close_lease(world, lease, how):
    if how == "suspended":
        api.lease_suspend(by=api.OWNER, lease_id=lease.id, now=world.now)
    if how == "rotated":
        api.lease_rotate(by=api.OWNER, lease_id=lease.id, now=world.now)
    if how == "ended":
        api.lease_end(by=api.OWNER, lease_id=lease.id, now=world.now)


@pytest.mark.parametrize("how", ["suspended", "rotated", "ended"])
def test_paused_changed_given_up_and_unknown_look_alike(world, lease, passer, how):
    path = qr(lease)
    close_lease(world, lease, how)
    html = page(passer, path, 410)
    assert CLOSED in html
    assert lease.number not in html
    assert page(passer, "/q/" + "0" * 32, 410) == html
    assert page(passer, "/q/가나", 410) == html


def test_a_request_that_waits_for_the_morning_says_so(world, lease, passer):
    day = {"quiet_from": dt.time(0, 30), "quiet_until": dt.time(23)}
    api.hours_set(by=api.OWNER, lease_id=lease.id, now=world.now, **day)
    done = ask(passer, qr(lease))
    assert "차 주인의 방해 금지 시간입니다" in page(passer, done.url)


def test_the_page_of_a_request_is_for_who_has_its_address_and_for_a_day(world, lease, passer):
    done = ask(passer, qr(lease))
    token = done.url.split("/")[3].split("?")[0]
    assert len(token) == 32
    assert token not in str(list(PageAsk.objects.values()))
    over = page(passer, "/q/r/" + "0" * 32, 410)
    assert "지난 요청입니다" in over
    world.wait(hours=25)
    assert page(passer, done.url.split("?")[0], 410) == over


def test_nobody_finds_keeps_or_passes_on_the_pages(lease, passer):
    done = ask(passer, qr(lease))
    for path in (qr(lease), done.url, "/q/" + "0" * 32):
        found = passer.get(path)
        assert found.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in found.headers["X-Robots-Tag"]
        assert "no-store" in found.headers["Cache-Control"]
        assert not found.cookies
        html = page(passer, path, found.status_code)
        assert re.findall(r'(?:href|src|action)="(?:https?:)?//', html) == []
        # Only who waits for an answer has a script, and one of ours.
        scripts = ['src="/static/parking_pages/reply.'] if path == done.url else []
        assert re.findall(r'<script (src="/static/\w+/\w+\.)', html) == scripts
        assert html.count("<script") == len(scripts)
        assert "style=" not in html


def test_they_stay_within_the_budget(lease, passer):
    done = ask(passer, qr(lease))
    refused = read(ask(passer, qr(lease), plate="", phone="1", matter=""), 422)
    for html in (refused, page(passer, done.url)):
        assert len(gzip.compress(html.encode())) < 6000
        (sheet,) = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', html)
        assert len(gzip.compress((Path(settings.STATIC_ROOT) / sheet).read_bytes())) < 8000


def test_a_form_of_another_page_is_refused(world, lease, passer):
    other = issue(world.now, "34나5678")
    foreign = key_of(page(passer, qr(other)))
    own = key_of(page(passer, qr(lease)))
    sent = {"matter": "move", "plate": "3456"}
    for more, headers in (
        ({"key": foreign}, {}),
        ({"key": ""}, {}),
        ({"key": own}, {"sec-fetch-site": "cross-site"}),
    ):
        assert passer.post(qr(lease), sent | more, headers=headers).status_code == 403
    assert Request.objects.count() == 0


def test_who_presses_too_often_waits(lease, passer, monkeypatch):
    monkeypatch.setattr(view, "PRESSES", at_most(1))
    assert ask(passer, qr(lease)).status_code == 302
    assert ask(passer, qr(lease)).status_code == 429
    monkeypatch.setattr(view, "CAR_PAGE_VISITS", at_most(0))
    assert passer.get(qr(lease)).status_code == 429
    assert RequestPhone.objects.count() == 1
