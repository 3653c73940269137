from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import window
from tests.site import Visit

type Look = Callable[..., Page]


@pytest.fixture
def look(pages: str, visit: Visit, chromium: Browser) -> Iterator[Look]:
    """Give ``look(username, path, **how)``: a page in a window of that person's own.

    A mistake in a script, or anything the page's own policy refuses, fails the test.
    """
    opened: list[BrowserContext] = []
    trouble: list[str] = []

    def open_(username: str | None, path: str, **how: object) -> Page:
        language = str(how.get("language", "ko"))
        browser = how.pop("browser", chromium)
        session = visit(username, language).cookies["townline"].value if username else None
        opened.append(window(browser, pages, session, **how))  # type: ignore[arg-type]  # as given
        page = opened[-1].new_page()
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda said: trouble.append(said.text) if _bad(said.text) else None)
        page.goto(path)
        return page

    yield open_
    for one in opened:
        one.close()
    assert trouble == []


def _bad(said: str) -> bool:
    return "Content Security Policy" in said
