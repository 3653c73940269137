"""Draws docs/screenshots/ anew from the running demo: .venv/bin/python -m tools.screenshots.

It lives through one text first, from the handset to the answer, so that every picture shows
what really happened. Wants what `bin/setup test` installs, and Chromium (TOWNLINE_CHROMIUM).
"""

import dataclasses
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.chromium import CHROMIUM, FLAGS, window
from tests.journey import steps
from tests.journey.words import ENGLISH, KOREAN, PageWords
from tools.png import smaller
from townline.config.tests.running.installation import House

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
LARGEST = 200_000  # bytes: a reader's first view of the project stays light
CASE = "도로 파임 · 느티시장 입구"
# Not every machine that draws has a font for emoji.
WORDS = dataclasses.replace(KOREAN, text="느티시장 뒷길 맨홀 뚜껑이 흔들려요. 아이들이 많이 다녀요")
# Lists and photos that are fetched after the page.
READY_CHECK = """() => {
  const shown = (one) => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight;
  const waits = (one) => one.ariaBusy === 'true' || one.complete === false;
  const all = [...document.querySelectorAll('img, [aria-busy]')];
  const ground = performance.getEntriesByName('tl-map-painted').length;
  const maps = [...document.querySelectorAll('.tl-map')].some(shown);
  return !all.some((one) => shown(one) && waits(one)) && (!maps || ground > 0);
}"""
NAMED = 1500  # milliseconds; a map's names and marks come after its ground
HANDSET = ViewportSize(width=1280, height=860)


@contextmanager
def demo() -> Iterator[House]:
    """Run the demo in a home of its own."""
    home = Path(tempfile.mkdtemp(prefix="tl-", dir="/tmp"))
    home.chmod(0o755)  # the database's account enters it
    house = House(home, TOWNLINE_CONFIRM_HOLD="PT3S")
    house.start("--demo")
    try:
        yield house
    finally:
        house.stop()
        shutil.rmtree(home)


class Camera:
    """Opens pages of the demo as somebody, and keeps pictures of them."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url

    def open(
        self, path: str, *, language: str = "ko", phone: bool = False, dark: bool = False
    ) -> Page:
        width = 390 if phone else 1440
        opened = window(self._browser, self._url, width=width, language=language, dark=dark)
        page = opened.new_page()
        page.goto(path)
        return page

    def enter(self, person: str, words: PageWords, path: str, **how: bool) -> Page:
        """Open a page as a demo person."""
        page = steps.step_in(self.open, person, words, **how)
        page.goto(path)
        expect(page.locator("#live")).not_to_have_class("lost")
        return page

    def keep(self, page: Page, name: str) -> None:
        page.evaluate("document.fonts.ready.then(() => true)")
        page.wait_for_function(READY_CHECK)
        page.wait_for_timeout(NAMED if page.locator(".tl-map:visible").count() else 0)
        page.mouse.move(0, 0)
        picture = smaller(self._browser, page.screenshot(animations="disabled", caret="hide"))
        size = len(picture)
        if size > LARGEST:
            raise SystemExit(f"{name}.png has {size:,} bytes, more than {LARGEST:,}")
        (FOLDER / f"{name}.png").write_bytes(picture)
        print(f"{name}.png: {size:,} bytes")  # noqa: T201 -- a command's progress
        page.context.close()


def live_through(camera: Camera, words: PageWords) -> str:
    """Take one text from the handset to its answer; give its case."""
    handset = camera.open(f"/handset/phones/{words.phone}/", language=words.language)
    steps.send_text(handset, words)
    code = steps.receipt_code(handset, words)
    steps.route(camera.enter(words.clerk, words, "/inbox/"), code, words)
    steps.write(camera.enter(words.officer, words, "/inbox/"), code, words.answer, words)
    mayor = camera.enter(words.mayor, words, f"/morning/{code}/", phone=True)
    steps.confirm(mayor, words)
    answer = handset.locator("#texts li.received .bubble").last
    expect(answer).to_contain_text(words.answer, timeout=steps.ARRIVES)
    expect(handset.locator("#network")).not_to_contain_text("1건", timeout=steps.ARRIVES)
    handset.set_viewport_size(HANDSET)
    handset.locator("details.examples summary").click()
    handset.locator("#thread").evaluate("box => { box.scrollTop = box.scrollHeight; }")
    camera.keep(handset, "handset")
    return code


def open_case(camera: Camera, words: PageWords, **how: bool) -> Page:
    page = camera.enter(words.clerk, words, "/inbox/", **how)
    page.locator("#rows [data-row]").filter(has_text=CASE).first.click()
    expect(page.locator("#title")).to_have_text(CASE)
    return page


def draw(camera: Camera) -> None:
    code = live_through(camera, WORDS)
    camera.keep(open_case(camera, KOREAN), "inbox")
    camera.keep(open_case(camera, ENGLISH), "inbox-en")
    camera.keep(open_case(camera, KOREAN, dark=True), "case-dark")
    camera.keep(camera.enter(KOREAN.clerk, KOREAN, f"/cases/{code}/"), "case")
    camera.keep(camera.open("/sign-in/"), "sign-in")
    morning = camera.enter(KOREAN.mayor, KOREAN, "/morning/", phone=True)
    camera.keep(morning, "morning")
    confirm = camera.enter(KOREAN.mayor, KOREAN, "/morning/", phone=True)
    confirm.get_by_role("link", name=KOREAN.in_turn).click()
    expect(confirm.locator("#words-box")).to_be_visible()
    camera.keep(confirm, "confirm")


def draw_other_pages(camera: Camera) -> None:
    """Draw the pages around the main job."""
    photos = open_case(camera, KOREAN)
    photos.evaluate("tl.late.then(() => true)")  # what shows them comes after the page
    photos.locator(".photos a").first.click()
    expect(photos.locator("dialog[open]")).to_be_visible()
    camera.keep(photos, "photos")
    regroup = open_case(camera, KOREAN)
    regroup.locator("details.regroup summary").click()
    camera.keep(regroup, "regroup")
    for name, person, path in (
        ("blocked", KOREAN.clerk, "/blocked/"),
        ("people", "문자선 관리자", "/settings/people/"),
        ("phone", "문자선 관리자", "/links/phone/"),
        ("my-sign-in", "감사 담당", "/my/sign-in/"),
        ("links", "문자선 관리자", "/links/"),
        ("duty", KOREAN.officer, "/duty/"),
        ("desk", KOREAN.clerk, "/desk/hall-1/"),
        ("numbers", KOREAN.clerk, "/numbers/"),
        ("figures", KOREAN.mayor, "/figures/"),
    ):
        camera.keep(camera.enter(person, KOREAN, path), name)


def draw_prevention(camera: Camera) -> None:
    """Draw what comes of the texts: hazards, homes, works and policy."""
    for name, person, path, phone in (
        ("hazards", KOREAN.officer, "/hazards/", False),
        ("surveys", KOREAN.mayor, "/surveys/", False),
        ("progress", KOREAN.mayor, "/works/progress/", False),
        ("policy", KOREAN.mayor, "/policy/", False),
        ("briefing", KOREAN.mayor, "/briefings/", True),
        ("incidents", KOREAN.clerk, "/incidents/", False),
    ):
        camera.keep(camera.enter(person, KOREAN, path, phone=phone), name)


def draw_outside(camera: Camera) -> None:
    """Draw what people outside see of tickets and of calls."""
    ticket = camera.open("/n/passport/", phone=True)
    ticket.get_by_role("button", name="번호표 받기").click()
    expect(ticket.locator(".number")).to_be_visible()
    camera.keep(ticket, "ticket")
    camera.keep(camera.open("/board/hall/"), "board")
    camera.keep(camera.open("/demo/call/"), "call")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as house, sync_playwright() as playwright:
        flags = [flag for flag in FLAGS if flag != "--disable-3d-apis"]  # with maps
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        camera = Camera(browser, house.url)
        draw(camera)
        draw_other_pages(camera)
        draw_prevention(camera)
        draw_outside(camera)
        browser.close()


if __name__ == "__main__":
    main()
