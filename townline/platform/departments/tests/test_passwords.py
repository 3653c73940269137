"""Passwords are long, not commonly used, not of this place; any character will do."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from townline.platform.core.history import audit
from townline.platform.departments import api
from townline.platform.departments.models import Staff
from townline.platform.departments.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "느티나무 아래 긴 길"


def person(username):
    return Staff.objects.get(username=username)


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("clerk1", "바람부는들녘에"),  # 7
        ("auditor", "바람 부는 들녘에 서서 3"),  # 14, and nothing else guards it
        ("clerk1", "password1"),
        ("clerk1", "handeul-gu 2026"),
        ("clerk1", "한들구 도로과 1234"),
        ("clerk1", "clerk1clerk1"),
        ("clerk1", "abababababab"),
        ("clerk1", "가나가나가나가나"),
        ("clerk1", "abcdefghijkl"),
        ("clerk1", "긴" * 201),
    ],
)
def test_what_is_easily_guessed_is_refused(district, username, password):
    with pytest.raises(ValidationError):
        validate_password(password, person(username))


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("clerk1", "바람부는 들녘에"),  # 8, with a second factor beside it
        ("auditor", "바람 부는 들녘에 서서 한참"),  # 15
        ("clerk1", "전부소문자없이숫자도"),
        ("clerk1", "🙂 quite plain words"),
        ("clerk1", "바람 부는 들녘에 서서 " * 14),
    ],
)
def test_long_words_of_any_kind_are_taken(district, username, password):
    validate_password(password, person(username))


def test_a_syllable_is_the_same_whole_or_in_parts(district):
    staff = person("clerk1")
    staff.set_password(unicodedata.normalize("NFD", NEW))
    assert staff.check_password(unicodedata.normalize("NFC", NEW))


def change(client, old=PASSWORD, new=NEW):
    return client.post("/my/sign-in/password/", {"old": old, "password": new})


def is_in(client):
    return client.get("/inbox/").status_code == 200


def test_another_password_ends_the_other_sessions_and_keeps_this_one(visit, secret):
    here, there = visit("clerk1"), visit("clerk1")
    assert change(here).status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert person("clerk1").check_password(NEW)
    assert audit.history(f"staff:{person('clerk1').id}").last().event == "staff:password:set"


def test_the_old_password_must_be_known(visit, secret):
    page = change(visit("clerk1"), old="something").content.decode()
    assert "현재 비밀번호가 맞지 않습니다" in page
    assert "<title>오류:" in page
    assert person("clerk1").check_password(PASSWORD)


def test_the_old_password_cannot_be_tried_out_here(visit, secret):
    client = visit("clerk1")
    for _ in range(10):
        change(client, old="guess")
    assert "여러 번 틀려 잠시 로그인할 수 없습니다" in change(client).content.decode()
    assert person("clerk1").check_password(PASSWORD)


def test_what_is_wrong_with_a_new_one_is_said_beside_it(visit, secret):
    page = change(visit("clerk1"), new="짧다").content.decode()
    assert "8자 이상" in page
    assert 'aria-describedby="password-hint password-wrong"' in page
    assert "짧다" not in page


@pytest.fixture
def way_in(world):
    admin = person("admin")
    actor = api.viewer_of(admin).actor
    return api.person_way_in(
        staff_id=person("auditor").id, reason="처음", actor=actor, now=world.now
    )


LONG = "바람 부는 들녘에 서서 한참"


def test_a_path_lets_a_person_choose_a_password_once(visit, way_in):
    client = visit()
    assert "감사 담당" in client.get(way_in).content.decode()
    assert client.post(way_in, {"password": LONG}).url == "/sign-in/"
    assert "비밀번호를 설정했습니다" in client.get("/sign-in/").content.decode()
    assert person("auditor").check_password(LONG)
    again = client.post(way_in, {"password": LONG + "2"})
    assert again.status_code == 404
    assert "기간이 지났습니다" in again.content.decode()
    assert person("auditor").check_password(LONG)


def test_a_short_password_does_not_use_the_path_up(visit, way_in):
    client = visit()
    assert "15자 이상" in client.post(way_in, {"password": "짧다"}).content.decode()
    assert client.post(way_in, {"password": LONG}).status_code == 302


def test_the_form_has_its_styles_in_either_frame(visit, way_in):
    for page in (visit().get(way_in), visit("clerk1").get("/my/sign-in/password/")):
        assert page.content.decode().count("web/ui.") == 1


def test_a_path_of_somebody_sent_away_opens_nothing(visit, way_in):
    Staff.objects.filter(username="auditor").update(is_active=False)
    assert visit().get(way_in).status_code == 404


@pytest.mark.parametrize("path", ["MQ/x", "x/y", "%F0/1", "LTE/x-1"])
def test_an_invented_path_opens_nothing(visit, path):
    assert visit().get(f"/sign-in/way-in/{path}/").status_code == 404


def test_a_kept_password_costs_whoever_guesses_a_lot_of_work(district, rounds):
    staff = person("clerk1")
    staff.set_password(NEW)
    kind, iterations, _, _ = staff.password.split("$")
    assert kind == "pbkdf2_sha256"
    assert int(iterations) == rounds // 1000  # in tests
    assert rounds >= 600_000  # OWASP, Password Storage Cheat Sheet
