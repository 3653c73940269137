"""The page in a real browser: live, by keyboard, without a script, and with axe."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.amount import ways
from tests.pictures import jpeg
from townline.adapters.simulator.tests.gateway import Gateway
from townline.adapters.simulator.tests.peers import Esme, Simulator, submit_fields
from townline.platform.core.paths import ROOT

pytestmark = [pytest.mark.peer, pytest.mark.browser]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = "010-0000-0001"


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def gateway(simulator: Simulator) -> Iterator[Gateway]:
    with Gateway(simulator.home / "s.sock") as door:
        yield door


@pytest.fixture
def page(browser: Browser, gateway: Gateway) -> Iterator[Page]:
    context = browser.new_context(locale="ko-KR", base_url=gateway.url)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(error.stack or str(error)))
    yield opened
    context.close()
    # Lost connections are the one thing a browser may complain about here.
    assert [words for words in complaints if "Failed to load resource" not in words] == []


def test_a_text_goes_out_and_the_answer_comes_in_without_reloading(bound: Esme, page: Page):
    page.goto("/handset/phones/neuti/")
    page.get_by_label("보낼 문자").fill("가로등이 꺼졌어요 🙂")
    page.get_by_role("button", name="보내기", exact=True).click()
    mine = page.locator("#texts li").filter(has_text="가로등이 꺼졌어요 🙂")
    expect(mine).to_contain_text("구청이 받음")
    expect(page.get_by_label("보낼 문자")).to_have_value("")
    assert bound.wait("deliver_sm")["text"] == "가로등이 꺼졌어요 🙂"
    bound.submit(**submit_fields(PHONE, "[한들구] 오늘 고쳤습니다."))
    expect(page.locator("#texts li").last).to_contain_text("[한들구] 오늘 고쳤습니다.")
    status = page.get_by_role("status")
    expect(status).to_have_text("구청에서 문자가 왔습니다. [한들구] 오늘 고쳤습니다.")
    expect(status).to_have_attribute("aria-live", "polite")


def test_by_keyboard_alone(simulator: Simulator, page: Page):
    page.goto("/handset/phones/neuti/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="대화로 바로 가기")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("보낼 문자")).to_be_focused()
    page.keyboard.type("first line")
    page.keyboard.press("Enter")
    page.keyboard.type("second")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#texts li")).to_have_count(1)
    assert simulator.texts(PHONE)[0]["body"] == "first line\nsecond"


def test_an_example_is_one_tap_and_leaves_the_unsent_words(simulator: Simulator, page: Page):
    page.goto("/handset/phones/neuti/")
    page.get_by_label("보낼 문자").fill("쓰는 중")
    page.get_by_role("button", name="상태", exact=True).click()
    expect(page.locator("#texts li")).to_have_count(1)
    expect(page.get_by_label("보낼 문자")).to_have_value("쓰는 중")
    assert simulator.texts(PHONE)[0]["body"] == "상태"


def test_an_empty_text_is_named_beside_the_box(page: Page):
    page.goto("/handset/phones/neuti/")
    page.get_by_role("button", name="보내기", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("오류: 보낼 문자를 적어 주세요.")
    expect(page.get_by_label("보낼 문자")).to_be_focused()


def test_the_link_and_troubles_show_live(simulator: Simulator, esme: Esme, page: Page):
    page.goto("/handset/phones/neuti/")
    expect(page.locator("#network")).to_contain_text("통신 끊김")
    esme.bind(simulator.port)
    expect(page.locator("#network")).to_contain_text("통신 연결됨")
    page.get_by_text("통신 장애 연습").click()
    button = page.get_by_role("button", name="전달 알림 잃어버리기: 켜기")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="전달 알림 잃어버리기: 끄기")).to_be_focused()
    page.get_by_role("button", name="연결 끊기: 하기").click()
    esme.wait("closed")
    expect(page.locator("#network")).to_contain_text("통신 끊김")


def test_a_lost_connection_is_said_and_made_again(
    simulator: Simulator, gateway: Gateway, page: Page
):
    page.goto("/handset/phones/neuti/")
    simulator.send(PHONE, "앞서")
    expect(page.locator("#texts li")).to_have_count(1)
    # Seen even if the connection is made again at once.
    page.evaluate(
        "new MutationObserver(() => { window.wasLost = true; })"
        ".observe(document.getElementById('lost'), { attributes: true })"
    )
    gateway.cut()
    page.wait_for_function("window.wasLost")
    simulator.send(PHONE, "그동안")
    expect(page.locator("#texts li")).to_have_count(2)
    expect(page.locator("#lost")).to_be_hidden()


def test_without_a_script(browser: Browser, simulator: Simulator, gateway: Gateway):
    context = browser.new_context(java_script_enabled=False, base_url=gateway.url, locale="en-GB")
    page = context.new_page()
    page.goto("/handset/phones/english/")
    page.get_by_label("Your text").fill("The sign fell over")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#texts li")).to_have_text(re.compile("The sign fell over"))
    page.get_by_text("Send an example").click()
    page.get_by_role("button", name="STATUS").click()
    expect(page.locator("#texts li")).to_have_count(2)
    simulator.send("010-0000-0004", "From another place")
    page.get_by_role("link", name="Show new texts").click()
    expect(page.locator("#texts li")).to_have_count(3)
    page.get_by_role("button", name="한국어").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("한들동 외국인 주민")
    context.close()


@pytest.mark.parametrize("look", ways([*product(["light", "dark"], ["ko-KR", "en-GB"])]))
@pytest.mark.parametrize(("width", "slug"), [(1440, "neuti"), (390, "elder"), (320, "english")])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, full: Gateway, look: tuple[Any, str], width: int, slug: str
):
    context = browser.new_context(
        base_url=full.url,
        color_scheme=look[0],
        locale=look[1],
        viewport={"width": width, "height": 800},
        bypass_csp=True,  # axe is not part of the page
    )
    page = context.new_page()
    page.goto(f"/handset/phones/{slug}/")
    expect(page.locator("#texts li")).to_have_count(4)
    page.add_script_tag(path=AXE)
    violations = page.evaluate("axe.run().then((result) => result.violations)")
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """Phones with a bubble in each state, and a trouble that is on."""
    nowhere = "http://demo-phone:nobody-is-there@127.0.0.1:9/"
    simulator = Simulator(tmp_path_factory.mktemp("full"), TOWNLINE_DEMO_PHONE=nowhere)
    esme = Esme()
    esme.bind(simulator.port)
    for phone in (PHONE, "010-0000-0004", "010-0000-0005"):
        esme.manner("ok")
        simulator.send(phone, "가로등이 꺼졌어요 " * 20)
        for _ in range(simulator.texts(phone)[0]["parts"]):
            esme.wait("deliver_sm")
        esme.manner(0x0B)
        simulator.send(phone, "받지 않을 문자")
        esme.wait("deliver_sm")
        esme.submit(**submit_fields(phone, "[한들구] 오늘 고쳤습니다.", registered_delivery=0))
    esme.do("unbind")
    esme.wait("closed")
    for slug in ("neuti", "english", "elder"):
        simulator.send_photos(slug, "기다리는 문자", ("a.jpg", jpeg((40, 30))))
    simulator.trouble("lose_receipts")
    with Gateway(simulator.home / "s.sock") as door:
        yield door
    esme.stop()
    simulator.stop()
