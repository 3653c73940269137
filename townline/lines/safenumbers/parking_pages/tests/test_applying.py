"""Applying on a phone: the telephone is proved, consent is kept, and nothing of it leaks."""

import re

import pytest

from tests.limits import at_most
from tests.texts import texts_to_all
from townline.lines.safenumbers import api
from townline.lines.safenumbers.models import Lease
from townline.lines.safenumbers.parking_pages.views import apply as page_of
from townline.lines.safenumbers.tests.number_plates import PHONE, issue, lease_request, small_pool
from townline.platform.core.tests.deciding import decide

pytestmark = pytest.mark.django_db
FORM = {"plate": "12가 3456", "phone": PHONE, "audience": "resident", "agreed": "on"}


@pytest.fixture
def phone(visit, monkeypatch):
    monkeypatch.setattr(page_of, "PRESSES", at_most(100))
    return visit()


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def send_form(client, /, **fields):
    """Fill in the form as it stands on the page; give the answer."""
    key = field(client.get("/safe/").content.decode(), "key")
    return client.post("/safe/?lang=ko", FORM | {"key": key} | fields)


def code_of_text():
    return re.search(r"인증번호 (\d{6})", texts_to_all()[-1])[1]


def type_code(phone, page: str, code: str):
    names = ("key", "proof", "phone", "plate", "audience", "again")
    return phone.post("/safe/?lang=ko", {n: field(page, n) for n in names} | {"code": code})


def test_somebody_applies_and_gets_a_number(phone, world):
    page = send_form(phone).content.decode()
    assert not Lease.objects.exists()
    response = type_code(phone, page, code_of_text())
    lease = Lease.objects.get()
    assert response["Location"] == "/safe/done?lang=ko"
    assert (lease.via, lease.consent_version, lease.audience) == ("web", "2026-11", "resident")
    done = phone.get("/safe/done").content.decode()
    assert api.number_shown(lease.number_id) in done
    assert "3456" not in done
    assert "0042" not in done
    assert [p.value for p in api.owner_phones(lease.id)] == ["+821000000042"]


def test_the_result_is_shown_to_that_phone_only(phone, visit):
    type_code(phone, send_form(phone).content.decode(), code_of_text())
    assert phone.get("/safe/done").status_code == 200
    for path in ("/safe/done", "/safe/sticker.pdf"):
        assert visit().get(path)["Location"] == "/safe/"


@pytest.mark.parametrize(
    ("fields", "anchor"),
    [({"plate": "거북이"}, "plate"), ({"phone": "02-0000-0100"}, "phone"), ({"phone": ""}, "phone"),
     ({"agreed": ""}, "consent"), ({"plate": ""}, "plate")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_no_text_goes(phone, fields, anchor):
    response = send_form(phone, **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{anchor}"' in page
    assert page.count("▲") == 1
    assert texts_to_all() == []


def test_five_wrong_codes_end_it(phone, world):
    page = send_form(phone).content.decode()
    right = code_of_text()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(4):
        page = type_code(phone, page, wrong).content.decode()
        assert "인증번호 6자리" in page
    proof = field(page, "proof")
    page = type_code(phone, page, wrong).content.decode()
    assert 'id="plate"' in page
    with pytest.raises(api.CodeWrong):
        api.proof_finish(token=proof, code=right, now=world.now)
    assert not Lease.objects.exists()


def test_a_code_counts_once_and_for_ten_minutes(world):
    from townline.lines.safenumbers.api import apply_begin, proof_finish

    arguments = {"plate": "12가3456", "phone": PHONE, "audience": "resident", "agreed": True}
    token = apply_begin(**arguments, language="ko", now=world.now)
    code = code_of_text()
    world.wait(minutes=9)
    assert proof_finish(token=token, code=code, now=world.now).phone.value == "+821000000042"
    with pytest.raises(api.CodeWrong):
        proof_finish(token=token, code=code, now=world.now)
    late = apply_begin(**arguments, language="ko", now=world.now)
    world.wait(minutes=11)
    with pytest.raises(api.CodeWrong):
        proof_finish(token=late, code=code_of_text(), now=world.now)


@pytest.mark.parametrize("via", [None, api.Via.WEB, api.Via.COUNTER])
def test_nobody_finds_out_whether_a_car_has_a_number(phone, world, via):
    """Free, claimed by somebody else or proved: whoever applies gets the same answer."""
    if via:
        api.lease_issue(
            by=api.OWNER, wish=lease_request(phones=["010-0000-0099"]), via=via, now=world.now
        )
    response = type_code(phone, send_form(phone).content.decode(), code_of_text())
    assert response["Location"] == "/safe/done?lang=ko"
    mine = Lease.objects.get(phones__number_masked="010-****-0042")
    assert (mine.state, mine.proved_at) == ("active", None)
    assert api.number_shown(mine.number_id) in phone.get("/safe/done").content.decode()


def test_the_same_telephone_is_told_that_it_has_a_number_for_the_car(phone, world):
    type_code(phone, send_form(phone).content.decode(), code_of_text())
    response = type_code(phone, send_form(phone).content.decode(), code_of_text())
    assert response.status_code == 409
    assert "이미 이 차의 안심번호를 받았습니다" in response.content.decode()


def test_one_telephone_applies_for_so_many_cars_only(phone, world):
    for plate in ("11가1111", "22가2222", "33가3333"):
        issue(world.now, plate)
    world.wait(hours=2)
    response = type_code(phone, send_form(phone, plate="44가4444").content.decode(), code_of_text())
    assert response.status_code == 409
    assert "더 신청할 수 없습니다" in response.content.decode()


def test_texts_to_one_number_are_limited(phone):
    statuses = [send_form(phone, plate=f"12가{n:04d}").status_code for n in range(6)]
    assert statuses == [200] + [429] * 5
    assert len(texts_to_all()) == 1


def test_presses_of_one_address_are_limited(visit, monkeypatch):
    monkeypatch.setattr(page_of, "PRESSES", at_most(2))
    phone = visit()
    assert [send_form(phone, plate="x").status_code for _ in range(3)] == [422, 422, 429]


def test_an_owner_comes_back_to_their_page(phone, world):
    lease = issue(world.now)
    page = send_form(phone, again="on").content.decode()
    response = type_code(phone, page, code_of_text())
    token = response["Location"].removeprefix("/o/")
    assert api.lease_by_owner_token(token, now=world.now) == api.lease_get(lease.id)


def test_who_has_no_number_is_told_so_on_coming_back(phone):
    response = type_code(phone, send_form(phone, again="on").content.decode(), code_of_text())
    assert response.status_code == 404
    assert "받은 안심번호가 없습니다" in response.content.decode()


def test_a_form_of_another_site_is_refused(phone):
    key = field(phone.get("/safe/").content.decode(), "key")
    posted = FORM | {"key": key}
    cross_site = phone.post("/safe/", posted, headers={"Sec-Fetch-Site": "cross-site"})
    assert cross_site.status_code == 403
    assert phone.post("/safe/", FORM).status_code == 403
    assert texts_to_all() == []


def test_who_waits_is_told_so(phone, world):
    small_pool(1, now=world.now)
    issue(world.now, "11가1111", phones=["010-0000-0099"])
    type_code(phone, send_form(phone).content.decode(), code_of_text())
    assert "대기 명단" in phone.get("/safe/done").content.decode()
    assert phone.get("/safe/sticker.pdf")["Location"] == "/safe/"


def test_the_page_can_be_switched_off(phone, monkeypatch, district):
    decide(monkeypatch, safe_numbers={"public": False})
    assert phone.get("/safe/").status_code == 404


def test_the_pages_are_found_by_nobody_and_kept_by_nobody(phone):
    response = phone.get("/safe/")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
