"""A clerk sorts a week's hundred texts by keyboard alone; a mayor confirms ten on a telephone.

The texts are held-out ones with the service that people gave them (``data/triage/heldout``). The
clerk takes what the page is sure of without looking, and chooses by that service elsewhere.
"""

import datetime as dt
import json
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench import office
from bench.scratch import DISTRICT, ROOT, Scratch, truncate_tables
from bench.table import Figure, log_progress

TEXTS, ANSWERS = 100, 10
_WEEK, _PATIENCE = dt.timedelta(days=7), 600
_HELD_OUT = ROOT / "townline" / "data" / "triage" / "heldout"
# Places that have the focus when the next key may be pressed.
_READY, _OPEN = "#title", "#palette-box"


def measure(place: Scratch) -> list[Figure]:
    """Let the real processes serve both, and count what they press and wait for."""
    from townline.config import loading

    # The browser's own loop runs in this thread, and Django then takes every query for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    truncate_tables()
    loading.load(DISTRICT, with_staff=True)
    # Before the processes run: they would take the texts out of these hands.
    wanted = _week()
    _answers()
    with office.running(place.home, demo=False, own_database=False) as house:
        _read()
        with sync_playwright() as playwright:
            from tests.chromium import CHROMIUM, FLAGS

            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            clerk = Clerk(window(browser, house.port, "clerk1", 1440), _names(wanted))
            clerk.sort()
            agreed = _agreement_share(wanted)
            mayor = _mayor(browser, house.port)
            browser.close()
    return [*_clerks(clerk, agreed), *mayor]


def _clerks(clerk: "Clerk", agreed: float) -> list[Figure]:
    name = f"desk: {TEXTS} texts sorted by keyboard"
    return [
        Figure(name=f"{name}, keys", value=f"{clerk.keys}", aim="at most 250"),
        Figure(name=f"{name}, waited", value=f"{clerk.waited:.0f} s", aim="at most 120 s"),
        Figure(name=f"{name}, taken as sure", value=f"{clerk.sure}"),
        Figure(name=f"{name}, as people would", value=f"{agreed:.0%}"),
    ]


class Clerk:
    """Who sorts: ``names`` gives the service that people gave a case, by its code."""

    def __init__(self, page: Page, names: dict[str, str]) -> None:
        self.page, self.names = page, names
        self.keys = self.sure = 0
        self.waited = 0.0

    def sort(self) -> None:
        """Open the first of what has come, and decide until nothing is left below."""
        self.page.goto("/inbox/?view=received")
        self.press("j")
        self.until(_READY, lambda: self.press("Enter"))
        for done in range(1, TEXTS + 1):
            self.decide()
            if done % (TEXTS // 4) == 0:
                log_progress(f"{done} of {TEXTS}: {self.keys} keys, {self.waited:.0f} s")

    def decide(self) -> None:
        code = self.page.locator("#pane [data-code]").get_attribute("data-code") or ""
        accept = self.page.locator("#suggestion [data-key=accept]:not([formaction])")
        if accept.count():
            self.sure += 1
            return self.gone(lambda: self.press("a"))
        # What looks like an advertisement to the machine only is none.
        aside = self.page.locator("#suggestion [formaction]").count()
        there = self.page.locator("#suggestion").count() and not aside
        self.until(_OPEN, lambda: self.press("a" if there else "l"))
        self.choose(self.names[code])
        return self.gone(lambda: self.press("Enter"))

    def choose(self, service: str) -> None:
        """Bring the mark to a service: it stands first, or has a digit, or takes two letters."""
        at = self.offered().index(service)
        if 0 < at < 9:  # noqa: PLR2004 -- digits
            self.press(str(at + 1))
        elif at:
            self.keys += 2
            self.page.keyboard.insert_text(service[:2])
            for _ in range(self.offered().index(service)):
                self.press("ArrowDown")

    def offered(self) -> list[str]:
        names = self.page.locator("#palette-list .name").all_inner_texts()
        return [name.split(" → ")[0] for name in names]

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    def gone(self, act: Callable[[], None]) -> None:
        begun = time.perf_counter()
        with self.page.expect_navigation():
            act()
        expect(self.page.locator(_READY)).to_be_focused()
        self.waited += time.perf_counter() - begun

    def until(self, place: str, act: Callable[[], None]) -> None:
        begun = time.perf_counter()
        act()
        expect(self.page.locator(place)).to_be_focused()
        self.waited += time.perf_counter() - begun


def _week() -> dict[str, str]:
    """Let the texts come in over a week; give the service that people gave each, by case."""
    from tests.world import World
    from townline.platform.core import clock

    log_progress(f"{TEXTS} texts of a week")
    world, end = World(), clock.now()
    wanted: dict[str, str] = {}
    for number, row in enumerate(_held_out()):
        world.now = end - _WEEK * (1 - len(wanted) / TEXTS)
        if code := world.text(row["text"], f"0100000{1000 + number:04d}"):
            wanted[code] = row["service_code"]
        if len(wanted) == TEXTS:
            break
    return wanted


def held_out() -> list[dict[str, Any]]:
    """Give the held-out texts whose service people gave."""
    files = sorted(_HELD_OUT.glob("texts-*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    return [row for row in rows if row.get("service_code")]


def _held_out() -> Iterator[dict[str, Any]]:
    known = held_out()
    # Some more than are needed: a word of thanks alone opens no case.
    yield from known[:: max(1, len(known) // (TEXTS + 20))]


def _read() -> None:
    """Wait until the language process has read them all."""
    from townline.casework.classification.models import TextReading

    log_progress("reading them")
    begun = time.monotonic()
    while TextReading.objects.filter(state="waiting", version="").exists():
        if time.monotonic() - begun > _PATIENCE:
            raise TimeoutError("the texts were not read")
        time.sleep(0.5)


def _names(wanted: dict[str, str]) -> dict[str, str]:
    from townline.platform.departments import api as departments

    names = {each.service_code: each.name_ko for each in departments.services()}
    return {code: names[service] for code, service in wanted.items()}


def _agreement_share(wanted: dict[str, str]) -> float:
    """Give the share that went where people would have sent it."""
    from townline.casework.cases.models import Case
    from townline.platform.departments import api as departments

    own = {code: departments.service_department(service) for code, service in wanted.items()}
    sent = dict(Case.objects.filter(code__in=wanted).values_list("code", "department"))
    return sum(sent[code] == department for code, department in own.items()) / len(wanted)


def window(browser: Browser, port: int, username: str, width: int) -> Page:
    """Open a page of the house for somebody who is signed in."""
    from django.conf import settings
    from django.test import Client

    from tests.chromium import window
    from tests.site import prove
    from townline.platform.core import clock
    from townline.platform.departments import api as departments

    person = departments.staff_by_username(username)
    assert person is not None
    client = Client()
    client.force_login(person)
    prove(client, clock.now())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return window(browser, f"http://127.0.0.1:{port}", session, width=width).new_page()


def _mayor(browser: Browser, port: int) -> list[Figure]:
    from tests.journey.words import KOREAN

    page = window(browser, port, "mayor", 390)
    page.goto("/morning/")
    begun, taps = time.perf_counter(), 1
    page.get_by_role("link", name=KOREAN.in_turn).click()
    for _ in range(ANSWERS):
        code = page.locator("main[data-code]").get_attribute("data-code")
        page.locator("#end").scroll_into_view_if_needed()
        page.get_by_role("button", name=KOREAN.confirm).click()
        taps += 1
        expect(page.locator(f"main[data-code='{code}']")).to_have_count(0)
    name = f"desk: {ANSWERS} answers confirmed on a telephone"
    return [
        Figure(name=f"{name}, taps", value=f"{taps}", aim="at most 12"),
        Figure(name=f"{name}, took", value=f"{time.perf_counter() - begun:.0f} s"),
    ]


def _answers() -> None:
    from tests.world import World
    from townline.platform.core import clock

    log_progress(f"{ANSWERS} answers for the mayor")
    world = World()
    world.now = clock.now()
    for number in range(ANSWERS):
        code = world.text(f"느티로 {number}길에 구멍이 났어요", f"0100000{2000 + number:04d}")
        world.assign(code)
        world.draft(code)
        world.submit(code)
