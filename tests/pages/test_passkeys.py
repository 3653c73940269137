"""A passkey of a real browser: made, shown as the second proof, and opening the door alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.chromium import violations, window
from townline.platform.departments.models import Staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "long enough to open"
INBOX = re.compile("//[^/?]+/inbox/$")
type Device = Callable[..., Page]


@pytest.fixture
def device(pages: str, visit: object, chromium: Browser) -> Iterator[Device]:
    """Give ``device(verified=True)``: a browser with a device that keeps passkeys.

    ``verified``: whether the device recognises its person. Anything the page's own policy
    refuses fails the test.
    """
    person = Staff.objects.get(username="clerk1")
    person.set_password(PASSWORD)
    person.save()
    opened: list[BrowserContext] = []
    trouble: list[str] = []

    def open_(*, verified: bool = True) -> Page:
        # A passkey belongs to a name; an address has none.
        opened.append(window(chromium, pages.replace("127.0.0.1", "localhost")))
        page = opened[-1].new_page()
        page.on(
            "console", lambda entry: trouble.append(entry.text) if "Policy" in entry.text else None
        )
        tools = opened[-1].new_cdp_session(page)
        tools.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                "hasUserVerification": True, "isUserVerified": verified,
                "automaticPresenceSimulation": True}  # fmt: skip
        tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return page

    yield open_
    for one in opened:
        one.close()
    assert trouble == []


def sign_in(page: Page) -> None:
    page.goto("/sign-in/?next=/inbox/")
    page.get_by_label("아이디").fill("clerk1")
    page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="로그인", exact=True).click()


def make(page: Page) -> None:
    """Sign in, be led to the set-up, and make a passkey there."""
    sign_in(page)
    expect(page.get_by_role("heading", name="2단계 인증 설정")).to_be_visible()
    page.get_by_label("패스키 이름").fill("책상 컴퓨터")
    page.get_by_role("button", name="패스키 만들기").click()
    expect(page.get_by_role("heading", name="복구 코드")).to_be_visible()
    expect(page.locator(".tl-codes li")).to_have_count(10)
    page.get_by_role("link", name="저장했습니다").click()
    expect(page).to_have_url(INBOX)


def leave(page: Page) -> None:
    page.locator(".tl-menu:not(.tl-more) summary").click()
    page.get_by_role("button", name="로그아웃").click()


def test_a_passkey_is_made_and_opens_the_door_alone_until_it_is_removed(device):
    page = device()
    check_unknown_passkey(page)
    make(page)
    leave(page)
    page.goto("/sign-in/?next=/inbox/")
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page).to_have_url(INBOX)
    passkey = Authenticator.objects.get(type="webauthn")
    assert passkey.data["name"] == "책상 컴퓨터"
    assert passkey.last_used_at is not None
    leave(page)
    it_is_the_second_proof_after_the_password(page)
    leave(page)
    a_removed_passkey_opens_nothing(page)


def it_is_the_second_proof_after_the_password(page):
    sign_in(page)
    expect(page.get_by_role("heading", name="2단계 인증")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="패스키로 확인").click()
    expect(page).to_have_url(INBOX)


def test_a_device_that_does_not_know_its_person_opens_nothing(device):
    page = device(verified=False)
    the_password_can_be_looked_at(page)
    sign_in(page)
    page.get_by_role("button", name="패스키 만들기").click()
    expect(page.get_by_text("패스키를 쓰지 못했습니다.")).to_be_visible()
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_address_of_numbers_offers_no_passkey_and_says_why(pages, chromium, host):
    opened = window(chromium, pages.replace("127.0.0.1", host))
    page = opened.new_page()
    page.goto("/sign-in/")
    why = page.get_by_text("이 주소는 숫자로 되어 있어 패스키를 쓸 수 없습니다")
    button = page.get_by_role("button", name="패스키로 로그인")
    numeric = host != "localhost"
    expect(why).to_be_visible(visible=numeric)
    expect(button).to_be_visible(visible=not numeric)
    opened.close()


def check_unknown_passkey(page):
    page.goto("/sign-in/")
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page.get_by_text("패스키를 쓰지 못했습니다.")).to_be_visible()


def a_removed_passkey_opens_nothing(page):
    Authenticator.objects.all().delete()
    page.goto("/sign-in/")
    page.get_by_role("button", name="패스키로 로그인").click()
    expect(page.get_by_text("그 패스키로는 로그인할 수 없습니다")).to_be_visible()


def the_password_can_be_looked_at(page):
    page.goto("/sign-in/")
    field = page.locator("#password")
    page.get_by_role("button", name="비밀번호 표시").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="비밀번호 표시").click()
    expect(field).to_have_attribute("type", "password")
