"""The owner's page: opened by a link, kept by a cookie; what came, and how one is reached."""

import datetime as dt
import gzip
import re

import pytest

from tests.limits import at_most
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease, OwnerLink, OwnerPhone, Request
from townline.lines.safenumbers.parking_pages.views import owner as view, owner_enter
from townline.lines.safenumbers.rules.leases import LeaseState
from townline.lines.safenumbers.tests.asking import ask as request
from townline.lines.safenumbers.tests.number_plates import OFFICE, OTHER, PHONE, issue
from townline.lines.safenumbers.tests.outside_pages import (
    ask,
    enter,
    key_of,
    page,
    press,
    qr,
    read,
    someone,
    text_to,
)

pytestmark = pytest.mark.django_db
OVER = "링크 기간이 지났습니다"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch, visit):
    monkeypatch.setattr(owner_enter, "OWNER_PAGE_VISITS", at_most(1000))
    monkeypatch.setattr(owner_enter, "MISSES", at_most(1000))


@pytest.fixture
def lease(world):
    return issue(world.now, phones=[PHONE, OTHER])


@pytest.fixture
def owner(world, lease):
    return enter(someone(), lease, world.now)


def state(lease):
    return Lease.objects.get(id=lease.id).state


def test_the_token_leaves_the_address_and_lies_in_a_cookie_of_these_pages(owner, lease):
    cookie = owner.cookies["tl-owner"]
    assert (cookie["path"], cookie["samesite"]) == ("/o/", "Lax")
    assert cookie["httponly"]
    html = page(owner, "/o/")
    assert cookie.value not in html
    assert api.number_shown(lease.number) in html
    assert cookie.value not in str(list(OwnerLink.objects.values()))


def test_it_shows_no_real_number_and_only_the_end_of_the_plate(owner):
    html = page(owner, "/o/")
    assert "010-****-0042" in html
    assert not re.search(r"0000.?0042", html)
    assert "12가3456" not in html
    assert "12가 3456" not in html


def test_a_request_is_answered_with_one_press(world, owner, lease):
    ask(someone(), qr(lease), matter="window")
    html = page(owner, "/o/")
    assert "창문이 열려 있다고 합니다" in html
    row = Request.objects.get()
    done = press(owner, request=str(row.id), answer="1")
    assert done.status_code == 302
    assert "답을 전했습니다" in page(owner, done.url)
    row.refresh_from_db()
    assert (row.state, row.answer) == ("answered", "1")


def test_an_answer_can_be_changed_while_somebody_waits(world, owner, lease):
    ask(someone(), qr(lease))
    row = Request.objects.get()
    press(owner, request=str(row.id), answer="2")
    assert "‘10분 안에 갑니다’라고 답했습니다." in page(owner, "/o/")
    assert press(owner, request=str(row.id), answer="3").status_code == 302
    row.refresh_from_db()
    assert row.answer == "3"


def test_a_request_that_is_over_or_somebody_elses_is_not_answered(world, owner, lease):
    other = issue(world.now, "34나5678")
    ask(someone(), qr(other), plate="5678")
    theirs = Request.objects.get()
    assert press(owner, request=str(theirs.id), answer="1").status_code == 409
    ask(someone(), qr(lease))
    mine = Request.objects.exclude(id=theirs.id).get()
    assert press(owner, request=str(mine.id), answer="7").status_code == 422
    world.wait(hours=2)
    api.requests_expire(now=world.now)
    refused = press(owner, request=str(mine.id), answer="1")
    assert "이미 끝난 요청입니다" in read(refused, 409)
    assert not Request.objects.exclude(answer="").exists()


def test_the_log_tells_what_and_when_and_never_who(world, owner, lease):
    ask(someone(), qr(lease), phone="010-0000-0077")
    press(owner, request=str(Request.objects.get().id), answer="1")
    html = page(owner, "/o/")
    log = html[html.index('id="log"') :]
    assert "차를 옮겨 달라고 합니다" in log
    assert "‘지금 갑니다’라고 답했습니다" in log
    assert "0077" not in html


def test_pausing_and_coming_back(owner, lease):
    press(owner, do="suspend")
    assert state(lease) == LeaseState.SUSPENDED
    assert "일시 정지 중입니다" in page(owner, "/o/")
    press(owner, do="resume")
    assert state(lease) == LeaseState.ACTIVE


def test_a_second_press_does_no_harm(owner, lease):
    press(owner, do="suspend")
    assert press(owner, do="suspend").status_code == 409
    assert state(lease) == LeaseState.SUSPENDED


def test_quiet_hours_are_set_and_ended(owner, lease):
    press(owner, do="hours", **{"from": "22:00", "until": "07:00"})
    row = Lease.objects.get(id=lease.id)
    assert (row.quiet_from, row.quiet_until) == (dt.time(22), dt.time(7))
    assert "오후 10시~오전 7시" in page(owner, "/o/")
    press(owner, do="no_hours")
    assert Lease.objects.get(id=lease.id).quiet_from is None


@pytest.mark.parametrize(
    ("begin", "end"), [("", "07:00"), ("22:00", ""), ("9", "x"), ("22:00",) * 2]
)
def test_hours_that_are_none_are_named_and_kept(owner, lease, begin, end):
    html = read(press(owner, do="hours", **{"from": begin, "until": end}), 422)
    assert '<a href="#quiet">' in html
    assert f'value="{begin}"' in html
    assert Lease.objects.get(id=lease.id).quiet_from is None


def test_calls_of_who_presses_nothing_are_switched(owner, lease):
    press(owner, do="talks_off")
    assert Lease.objects.get(id=lease.id).talks_unasked is False
    press(owner, do="talks_on")
    assert Lease.objects.get(id=lease.id).talks_unasked is True


def phones(lease):
    return [phone.value[-4:] for phone in api.owner_phones(lease.id)]


def place(lease, tail):
    rows = OwnerPhone.objects.filter(lease=lease.id)
    return str(rows.get(number_masked__endswith=tail).pk)


def test_the_order_of_phones_is_changed(owner, lease):
    press(owner, do="phone_first", place=place(lease, "0043"))
    assert phones(lease) == ["0043", "0042"]


def test_a_phone_that_is_taken_out_can_open_the_page_no_more(world, owner, lease):
    elsewhere = enter(someone(), lease, world.now)
    press(owner, do="phone_out", place=place(lease, "0043"))
    assert phones(lease) == ["0042"]
    page(owner, "/o/")
    assert OVER in page(elsewhere, "/o/", 410)
    refused = press(owner, do="phone_out", place=place(lease, "0042"))
    assert "마지막 휴대전화" in read(refused, 422)


def code_sent_to(world, tail):
    return re.search(r"\b\d{6}\b", text_to(world, tail))[0]


def add(owner, **fields):
    return owner.post("/o/phone", {"key": key_of(page(owner, "/o/phone"))} | fields)


def test_a_phone_is_added_when_a_code_came_to_it(world, owner, lease):
    html = read(add(owner, phone="010 0000 0044"))
    proof = re.search(r'name="proof" value="(\w+)"', html)[1]
    wrong = read(add(owner, proof=proof, code="000000"), 422)
    assert '<a href="#code">' in wrong
    done = add(owner, proof=proof, code=code_sent_to(world, "0044"))
    assert "휴대전화를 추가했습니다" in page(owner, done.url)
    assert phones(lease) == ["0042", "0043", "0044"]


@pytest.mark.parametrize("number", ["", "02-0000-0100", "0504-0000-1000", "x"])
def test_only_a_mobile_number_is_added(owner, lease, number):
    assert '<a href="#phone">' in read(add(owner, phone=number), 422)


def test_a_code_for_another_car_adds_nothing_here(world, owner, lease):
    other = enter(someone(), issue(world.now, "34나5678"), world.now)
    proof = re.search(r'name="proof" value="(\w+)"', read(add(other, phone="010-0000-0044")))[1]
    assert add(owner, proof=proof, code=code_sent_to(world, "0044")).status_code == 422
    assert phones(lease) == ["0042", "0043"]


def come_in(client, **fields):
    return client.post("/o/enter", {"key": key_of(page(client, "/o/enter"))} | fields)


def test_a_code_opens_the_page_too(world, lease):
    world.send()
    client = someone()
    html = read(come_in(client, phone="010-0000-0042"))
    proof = re.search(r'name="proof" value="(\w+)"', html)[1]
    assert "#code" in read(come_in(client, proof=proof, code="12"), 422)
    opened = come_in(client, proof=proof, code=code_sent_to(world, "0042"))
    assert client.get(opened.url).url == "/o/"
    assert "12가 **56" in page(client, "/o/")


def test_a_code_of_somebody_without_a_number_opens_nothing(world, lease):
    client = someone()
    proof = re.search(r'name="proof" value="(\w+)"', read(come_in(client, phone="01000000077")))[1]
    sent = code_sent_to(world, "0077")
    assert "받은 안심번호가 없습니다" in read(come_in(client, proof=proof, code=sent), 404)


def test_a_code_opens_each_of_ones_cars(world, lease):
    issue(world.now, "34나5678")
    world.send()
    client = someone()
    proof = re.search(r'name="proof" value="(\w+)"', read(come_in(client, phone=PHONE)))[1]
    html = read(come_in(client, proof=proof, code=code_sent_to(world, "0042")))
    assert len(re.findall(r'href="/o/\w{32}"', html)) == 2


def test_a_companys_own_number_stays_the_last(world):
    fleet = issue(world.now, "34나5678", phones=[PHONE, OTHER], fallback=OFFICE)
    owner = enter(someone(), fleet, world.now)
    press(owner, do="phone_first", place=place(fleet, "0043"))
    assert phones(fleet) == ["0043", "0042", "0100"]
    assert press(owner, do="phone_out", place=place(fleet, "0100")).status_code == 422


def test_a_new_number_is_asked_about_first_and_the_page_goes_on(owner, lease):
    html = page(owner, "/o/rotate")
    assert "지금 번호는 다시 쓸 수 없습니다" in html
    sent = {"key": key_of(html), "do": "rotate"}
    done = owner.post("/o/", sent, headers={"origin": "null"})
    assert state(lease) == LeaseState.ROTATED
    html = page(owner, done.url)
    assert "번호를 바꿨습니다" in html
    assert api.number_shown(lease.number) not in html


def test_after_new_numbers_the_page_shows_answers_and_blocks_what_came_before(world, owner, lease):
    made = request(world, lease, asker="01000000077")
    new = lease
    for _ in range(2):
        new = api.lease_rotate(by=api.OWNER, lease_id=new.id, now=world.now)
    html = page(owner, "/o/")
    assert "차를 옮겨 달라고 합니다" in html
    assert [row.id for row in api.requests_of(new.id)] == [made.id]
    press(owner, request=str(made.id), answer="1")
    assert api.request_get(made.id).answer == 1
    press(owner, do="block", request=str(made.id))
    for _ in range(2):
        with pytest.raises(api.AskerBlocked):
            request(world, new, asker="01000000077")
        new = api.lease_rotate(by=api.OWNER, lease_id=new.id, now=world.now)


def test_leaving_is_asked_about_first_and_erases(owner, lease):
    html = page(owner, "/o/leave")
    assert "휴대전화 번호를 삭제합니다" in html
    assert state(lease) == LeaseState.ACTIVE
    left = owner.post("/o/", {"key": key_of(html), "do": "leave"}, headers={"origin": "null"})
    assert "안심번호를 해지했습니다" in read(left)
    row = Lease.objects.get(id=lease.id)
    assert (row.state, bytes(row.plate), row.plate_masked) == (LeaseState.ENDED, b"", "")
    assert not OwnerPhone.objects.filter(lease=row).exists()
    page(owner, "/o/", 410)


def test_leaving_the_phone_forgets_it_there(owner):
    press(owner, do="forget")
    page(owner, "/o/", 410)


@pytest.mark.parametrize("token", ["0" * 32, "x", "가나다"])
def test_a_wrong_link_looks_like_an_old_one_and_says_how_to_get_a_new_one(world, lease, token):
    path = api.owner_link(lease_id=lease.id, now=world.now)
    world.wait(days=31)
    old = page(someone(), path, 410)
    assert "'주차'" in old
    assert page(someone(), f"/o/{token}", 410) == old
    assert page(someone(), "/o/", 410) == old


def test_a_link_that_is_used_goes_on(world, owner, lease):
    world.wait(days=20)
    press(owner, do="suspend")
    world.wait(days=20)
    page(owner, "/o/")


def test_the_sticker_comes_again(owner, lease, monkeypatch):
    found = owner.get("/o/sticker.pdf")
    assert found.headers["Content-Type"] == "application/pdf"
    assert found.content.startswith(b"%PDF")
    monkeypatch.setattr(view, "PAPERS", at_most(0))
    assert owner.get("/o/sticker.pdf").status_code == 429


def test_looking_changes_nothing(owner, lease):
    before = list(Lease.objects.values()), list(OwnerLink.objects.values())
    for path in ("/o/", "/o/rotate", "/o/leave", "/o/app"):
        page(owner, path)
    assert (list(Lease.objects.values()), list(OwnerLink.objects.values())) == before


def test_a_form_of_another_owner_is_refused(world, owner, lease):
    other = enter(someone(), issue(world.now, "34나5678"), world.now)
    foreign = key_of(page(other, "/o/"))
    assert owner.post("/o/", {"key": foreign, "do": "suspend"}).status_code == 403
    own = key_of(page(owner, "/o/"))
    headers = {"sec-fetch-site": "cross-site"}
    assert owner.post("/o/", {"key": own, "do": "suspend"}, headers=headers).status_code == 403
    assert state(lease) == LeaseState.ACTIVE


def test_nobody_finds_keeps_or_passes_on_the_pages(world, owner, lease):
    ask(someone(), qr(lease))
    for path in ("/o/", "/o/app", "/o/rotate", "/o/leave"):
        found = owner.get(path)
        assert found.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in found.headers["X-Robots-Tag"]
        assert "no-store" in found.headers["Cache-Control"]
        html = page(owner, path)
        assert re.findall(r'(?:href|src|action)="(?:https?:)?//', html) == []
        assert "style=" not in html


def test_it_stays_within_the_budget_and_asks_a_constant_number_of_questions(
    owner, lease, django_assert_max_num_queries
):
    for matter in ("move", "lights", "window", "accident"):
        ask(someone(), qr(lease), matter=matter)
    with django_assert_max_num_queries(6):
        html = page(owner, "/o/")
    assert len(gzip.compress(html.encode())) < 6000
    assert "<script" not in html


def test_the_page_speaks_the_owners_language(world):
    english = issue(world.now, "56다7890", language="en")
    html = page(enter(someone(), english, world.now), "/o/")
    assert "Do not disturb" in html
