"""Who sees numbers or confirms signs in with two proofs; a code counts once and few are tried."""

import re
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from tests.world import World
from townline.platform.core.history import audit
from townline.platform.core.keys import crypto
from townline.platform.core.tests.deciding import decide
from townline.platform.departments import api, one_time, sealing
from townline.platform.departments.models import Staff
from townline.platform.departments.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, username="clerk1"):
    words = {"username": username, "password": PASSWORD, "next": "/inbox/"}
    return client.post("/sign-in/", words)


def give(client, code):
    return client.post("/sign-in/second/", {"code": code, "next": "/inbox/"})


def is_in(client):
    return client.get("/inbox/").status_code == 200


@pytest.fixture
def passwords(world):
    Staff.objects.update(password=make_password(PASSWORD))


def test_the_password_alone_opens_nothing(visit, secret):
    client = visit()
    assert sign_in(client).url == "/sign-in/second/?next=%2Finbox%2F"
    assert client.get("/inbox/").url.startswith("/sign-in/?")
    assert "인증 앱의 숫자 6자리" in client.get("/sign-in/second/").content.decode()


def test_password_and_code_open_the_page_one_came_for(visit, code):
    client = visit()
    sign_in(client)
    assert give(client, code()).url == "/inbox/"
    assert is_in(client)


def test_a_code_is_no_use_without_the_password(visit, code):
    assert give(visit(), code()).url == "/sign-in/"


def test_a_code_that_was_seen_over_a_shoulder_does_not_open_again(visit, code, world):
    first, second = visit(), visit()
    sign_in(first)
    sign_in(second)
    give(first, code())
    assert "숫자가 맞지 않습니다" in give(second, code()).content.decode()
    world.wait(seconds=30)
    assert give(second, code()).status_code == 302


def test_the_first_proof_waits_ten_minutes_for_the_second(visit, code, world):
    client = visit()
    sign_in(client)
    world.wait(minutes=10)
    assert give(client, code()).url == "/sign-in/"


def test_after_ten_wrong_codes_the_right_one_waits(visit, code, world):
    client = visit()
    sign_in(client)
    for _ in range(10):
        assert give(client, "000000" if code() != "000000" else "000001").status_code == 200
    stopped = give(client, code())
    assert stopped.status_code == 429
    assert "까지 기다린 뒤 다시 시도해 주세요" in stopped.content.decode()
    world.wait(minutes=16, seconds=16)
    sign_in(client)
    assert give(client, code()).status_code == 302


def test_wrong_codes_are_counted_from_all_addresses_together(visit, code):
    for number in range(10):
        client = visit()
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{number}"
        sign_in(client)
        give(client, "12345")
    sign_in(client)
    assert give(client, code()).status_code == 429


def test_a_recovery_code_opens_once(visit, secret, world):
    clerk = Staff.objects.get(username="clerk1")
    actor = api.viewer_of(clerk).actor
    codes = api.recovery_codes_make(staff=clerk, actor=actor, now=world.now)
    client = visit()
    sign_in(client)
    assert give(client, codes[3].lower()).status_code == 302
    sign_in(client := visit())
    assert give(client, codes[3]).status_code == 200
    stored = Authenticator.objects.get(user=clerk, type="recovery_codes").data
    assert not any(code in str(stored) for code in codes)


@pytest.mark.parametrize("username", ["clerk1", "roads.officer", "roads.head", "mayor", "deputy",
                                      "admin"])  # fmt: skip
def test_who_sees_numbers_or_confirms_must_set_one_up_first(visit, passwords, username):
    client = visit()
    sign_in(client, username)
    for url in ("/", "/inbox/", "/settings/people/", "/cases/H1/"):
        assert client.get(url).url.startswith("/my/sign-in/app/?next="), url
    assert client.post("/inbox/").status_code == 403
    assert client.get("/api/v1/me").status_code == 403
    assert api.live_scope(client.session.session_key) is None


def test_an_auditor_needs_none(visit, passwords):
    client = visit()
    sign_in(client, "auditor")
    assert is_in(client)


def test_the_district_may_ask_for_more(visit, passwords, monkeypatch):
    decide(monkeypatch, second_factor_roles=["auditor"])
    client = visit()
    sign_in(client, "auditor")
    assert not is_in(client)


def test_setting_one_up_shows_recovery_codes_and_opens_the_house(visit, passwords, world):
    client = visit()
    sign_in(client)
    page = client.get("/my/sign-in/app/?next=/inbox/").content.decode()
    assert "<svg" in page
    found = "".join(re.search(r'tl-secret">([A-Z2-7 ]+)<', page)[1].split())
    wrong = client.post("/my/sign-in/app/", {"code": "1", "next": "/inbox/"}).content.decode()
    assert "<title>오류:" in wrong
    assert found[:4] in wrong
    now = one_time.code_of(found, one_time.step_of(world.now))
    done = client.post("/my/sign-in/app/", {"code": now, "next": "/inbox/"}).content.decode()
    codes = re.findall(r"<code>([A-Z2-7-]{19})</code>", done)
    assert len(set(codes)) == 10
    assert is_in(client)
    again = visit()
    assert sign_in(again).url.startswith("/sign-in/second/")
    assert give(again, codes[0]).status_code == 302


def test_the_secret_lies_encrypted_and_moves_to_a_new_key(secret, monkeypatch):
    row = Authenticator.objects.get(type="totp")
    assert secret not in str(row.data)
    assert not sealing.renew(row)
    ring = crypto.ring()
    keys = {**ring.field, "k9": b"9" * 32}
    monkeypatch.setattr(crypto, "ring", lambda: replace(ring, current="k9", field=keys))
    assert sealing.renew(row)
    assert not sealing.renew(row)
    assert sealing.unseal(row.data["secret"]) == secret


def test_the_demos_one_press_is_exempt_only_in_the_demo(visit, settings, world: World):
    settings.TOWNLINE_DEMO = True
    client = visit()
    client.post("/demo/sign-in/", {"username": "mayor"})
    assert client.get("/morning/").status_code == 200
    page_text = client.get("/my/sign-in/").content.decode()
    assert "시험판이라 비밀번호와 2단계 인증 없이 로그인했습니다" in page_text
    assert (
        "시험판에서만 비밀번호와 2단계 인증이 필요 없습니다"
        in visit().get("/sign-in/").content.decode()
    )
    settings.TOWNLINE_DEMO = False
    assert client.get("/morning/").status_code == 302


def test_a_token_needs_no_second_factor(visit, world):
    mayor = Staff.objects.get(username="mayor")
    token = api.token_create(staff=mayor, scopes=["cases:read"], now=world.now)
    headers = {"Authorization": f"Bearer {token}"}
    assert visit().get("/api/v1/me", headers=headers).status_code == 200


def test_the_last_one_stays_where_it_is_needed(visit, secret):
    client = visit("clerk1")
    number = Authenticator.objects.get(type="totp").id
    page = client.post("/my/sign-in/remove/", {"id": number}, follow=True).content.decode()
    assert "하나 이상 있어야 합니다" in page
    assert Authenticator.objects.filter(id=number).exists()


def test_nobody_removes_another_persons(visit, secret):
    number = Authenticator.objects.get(type="totp").id
    visit("clerk2").post("/my/sign-in/remove/", {"id": number})
    assert Authenticator.objects.filter(id=number).exists()


def test_who_has_sat_there_long_shows_again_who_they_are(visit, code, world):
    client = visit("clerk1")
    assert client.get("/my/sign-in/app/").status_code == 200
    world.wait(minutes=15)
    response = client.get("/my/sign-in/app/")
    assert response.url == "/sign-in/second/?next=%2Fmy%2Fsign-in%2Fapp%2F"
    assert give(client, code()).status_code == 302
    assert client.get("/my/sign-in/app/").status_code == 200


def test_each_step_is_in_the_history(visit, code):
    client = visit()
    sign_in(client)
    give(client, code())
    clerk = Staff.objects.get(username="clerk1")
    lines = [(one.event, one.data) for one in audit.history(f"staff:{clerk.id}")]
    assert lines[-2:] == [
        ("staff:factor:add", {"kind": "totp"}),
        ("staff:session:begin", {"by": "code", "address": "127.0.0.1"}),
    ]


def test_a_new_password_ends_a_sign_in_that_is_half_done(visit, code):
    client = visit()
    sign_in(client)
    clerk = Staff.objects.get(username="clerk1")
    clerk.set_password("other long words here")
    clerk.save()
    assert give(client, code()).url == "/sign-in/"
    assert client.get("/inbox/").status_code == 302


@pytest.mark.parametrize(
    "written",
    ["full width", "\u0661\u0662\u0663\u0664\u0665\u0666", "\u00b2" * 6, "\ud55c\uae00" * 3],
)
def test_a_code_of_other_letters_is_read_or_refused(visit, code, written):
    client = visit()
    sign_in(client)
    if written == "full width":
        given = "".join(chr(ord(digit) + 0xFEE0) for digit in code())
        assert give(client, given).status_code == 302
    else:
        assert give(client, written).status_code == 200


def test_what_was_written_while_a_second_factor_is_due_is_given_back(visit, passwords):
    """Without a script nothing else keeps it; a page of somebody else's gets no words shown."""
    client, words = visit(), "가로등을 고치고 있습니다"
    sign_in(client)
    path, sent = "/cases/H7-0001/note", {"body": words}
    ours = client.post(path, sent, headers={"Origin": "http://testserver"})
    page = ours.content.decode()
    assert ours.status_code == 403
    assert f">{words}</textarea>" in page
    assert f'action="{path}"' in page
    assert 'href="/my/sign-in/app/"' in page
    foreign = client.post(path, sent, headers={"Origin": "http://evil.test"})
    assert foreign.status_code == 403
    assert words not in foreign.content.decode()
