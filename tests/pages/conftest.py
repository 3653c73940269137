from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import watch
from tests.site import Visit
from tests.windows import Windows

type Look = Callable[..., Page]


@pytest.fixture
def look(pages: str, visit: Visit, chromium: Browser, windows: Windows) -> Iterator[Look]:
    """Give ``look(username, path, **how)``: a page in a window of that person's own.

    A mistake in a script, or anything the page's own policy refuses, fails the test.
    """
    trouble: list[str] = []

    def open_(username: str | None, path: str, **how: object) -> Page:
        language = str(how.get("language", "ko"))
        browser = how.pop("browser", chromium)
        session = visit(username, language).cookies["townline"].value if username else None
        page = watch(windows.page(browser, pages, session, **how), trouble)  # type: ignore[arg-type]  # as given
        page.goto(path)
        return page

    yield open_
    windows.take_back()
    assert trouble == []
