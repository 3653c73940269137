"""The real program with its demo, one for all journeys, and windows to look at it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests import homes, tables
from tests.chromium import watch
from tests.journey.desk import Desk
from townline.config.tests.running.installation import House

# Long enough to see the undo bar on a busy machine, short enough to wait for.
HOLD = "PT3S"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

type Open = Callable[..., Page]


@pytest.fixture(scope="package")
def town(built_files: None) -> Iterator[House]:
    with homes.home() as home:
        tables.lay(home)
        running = House(home, TOWNLINE_CONFIRM_HOLD=HOLD)
        try:
            running.start("--demo")
            yield running
        finally:
            running.stop()


@pytest.fixture(scope="package")
def desk(town: House) -> Iterator[Desk]:
    hand = Desk(town)
    yield hand
    hand.close()


@pytest.fixture
def open_page(town: House, chromium: Browser) -> Iterator[Open]:
    """Give ``open_page(path, language="ko", phone=False, script=True)``: somebody's own browser.

    A mistake in a script, or anything the page's own policy refuses, fails the test.
    """
    opened: list[BrowserContext] = []
    trouble: list[str] = []

    def open_(path: str, *, language: str = "ko", phone: bool = False, script: bool = True) -> Page:
        window = chromium.new_context(
            base_url=town.url,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # its own dict type
            locale={"ko": "ko-KR", "en": "en-GB"}[language],
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        window.set_default_timeout(20_000)
        opened.append(window)
        page = watch(window.new_page(), trouble)
        page.goto(path)
        return page

    yield open_
    for window in opened:
        window.close()
    assert trouble == []
