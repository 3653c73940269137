"""The sign-in page says nothing about which part was wrong, and stops guessing."""

import pytest

from townline.platform.departments.models import Department, Staff

pytestmark = pytest.mark.django_db
PASSWORD = "long enough to open"


@pytest.fixture
def clerk(world):
    person = Staff.objects.get(username="clerk1")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, username="clerk1", password=PASSWORD, **headers):
    words = {"username": username, "password": password, "next": "/inbox/"}
    return client.post("/sign-in/", words, headers=headers)


def test_the_right_password_opens_the_page_one_came_for(visit, clerk):
    assert sign_in(visit()).url == "/inbox/"


def test_a_wrong_name_and_a_wrong_password_look_the_same(visit, clerk):
    wrong_name = sign_in(visit(), username="nobody").content.decode()
    wrong_password = sign_in(visit(), password="something else").content.decode()
    for page in (wrong_name, wrong_password):
        assert "아이디나 비밀번호가 맞지 않습니다" in page
        assert "<title>오류:" in page


def test_after_ten_wrong_tries_even_the_right_one_waits_and_says_until_when(visit, clerk, world):
    client = visit()
    for _ in range(10):
        assert sign_in(client, password="wrong").status_code == 200
    stopped = sign_in(client)
    assert stopped.status_code == 429
    assert "오늘 14:47까지 기다린 뒤 다시 시도해 주세요" in stopped.content.decode()
    world.wait(minutes=16, seconds=16)
    assert sign_in(client).status_code == 302


def test_one_who_mistypes_shuts_out_nobody_else_behind_the_same_address(visit, clerk):
    office = {"x-forwarded-for": "192.0.2.7"}
    client = visit()
    for _ in range(11):
        sign_in(client, username="somebody", **office)
    assert sign_in(client, username="somebody", **office).status_code == 429
    assert sign_in(client, **office).status_code == 302


def test_what_a_caller_writes_into_the_header_is_no_address(visit, clerk):
    client = visit()
    for number in range(10):
        sign_in(client, password="wrong", **{"x-forwarded-for": f"198.51.100.{number}, 192.0.2.7"})
    assert sign_in(client, **{"x-forwarded-for": "192.0.2.7"}).status_code == 429
    assert sign_in(client, **{"x-forwarded-for": "192.0.2.8"}).status_code == 302


def test_nobody_is_led_to_another_site_after_signing_in(visit, clerk):
    words = {"username": "clerk1", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert visit().post("/sign-in/", words).url == "/"


def test_signing_out_needs_a_press_and_ends_the_session(visit, clerk):
    client = visit("clerk1")
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/inbox/").status_code == 302


def test_demo_people_exist_only_in_the_demo(visit, settings):
    settings.TOWNLINE_DEMO = False
    assert visit().post("/demo/sign-in/", {"username": "mayor"}).status_code == 404
    plain = visit().get("/sign-in/").content.decode()
    assert "handset" not in plain
    assert '<details class="tl-sign-in' not in plain
    settings.TOWNLINE_DEMO = True
    page = visit().get("/sign-in/").content.decode()
    assert 'value="mayor"' in page
    order = [page.index(each) for each in ('href="/handset/"', 'value="mayor"', 'id="username"')]
    assert order == sorted(order)
    assert page.count('class="tl-demo-choice" name="username"') == 7
    assert "답변을 승인해 민원인에게 보냅니다." in page
    assert '<details class="tl-sign-in">' in page
    assert '<details class="tl-sign-in" open>' in sign_in(visit(), password="x").content.decode()
    assert visit().post("/demo/sign-in/", {"username": "mayor"}).status_code == 302


@pytest.mark.parametrize("demo", [False, True])
def test_the_page_says_what_to_do_about_a_forgotten_password(visit, settings, demo):
    settings.TOWNLINE_DEMO = demo
    page = visit().get("/sign-in/").text
    part = page.partition("비밀번호를 잊었나요?")[2].partition("</details>")[0]
    assert "관리자에게 말씀해 주세요" in part
    assert "48시간" in part
    english = visit(language="en").get("/sign-in/").text
    assert "Ask an administrator." in english.partition("Forgot your password?")[2]


def test_a_persons_own_language_comes_with_them(visit, clerk):
    clerk.language = "en"
    clerk.save()
    client = visit(language="ko")
    sign_in(client)
    assert '<html lang="en"' in client.get("/my/sign-in/").content.decode()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_in_the_demo_the_visitors_language_goes_on(visit, settings, language):
    settings.TOWNLINE_DEMO = True
    client = visit(language=language)
    client.post("/demo/sign-in/", {"username": "clerk3"})
    assert f'<html lang="{language}"' in client.get("/inbox/").content.decode()


def test_the_demo_offers_officers_and_the_head_of_every_department(visit, settings):
    settings.TOWNLINE_DEMO = True
    page = visit().get("/sign-in/").content.decode()
    offices = Department.objects.filter(kind="department").exclude(code="civil-affairs")
    assert offices.count() > 10
    for office in offices:
        assert f'<optgroup label="{office.name_ko}">' in page
        assert f'<option value="{office.code}.officer">' in page
        assert f'<option value="{office.code}.head">' in page
