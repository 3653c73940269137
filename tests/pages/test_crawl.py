"""The crawl: what the rail, tabs and settings lead to, as a browser shows it to each role.

It begins at the rail and follows what frames a page; nothing is listed. By default a page is
visited once, by the first role that may open it; before a release by every role, in both languages.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.amount import ALL
from tests.busy import busy
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROLES = ["clerk1", "admin", "auditor", "mayor"] + ["deputy", "roads.head", "roads.officer"] * ALL
LANGUAGES = ["ko", "en"] if ALL else ["ko"]
WIDTHS = (1440, 1366, 390) if ALL else (1440, 390)
# The rail, the tabs of a place with their views, the head of a page and the index of settings.
LINKS = """() => [...document.querySelectorAll(
    '.ui-rail a, .ui-place a, .ui-tabs a, .ui-views a, .ui-head-end a, [data-settings] a')]
  .filter(link => link.origin === location.origin && !link.hasAttribute('download'))
  .map(link => link.pathname)"""
WIDER = "document.documentElement.scrollWidth > innerWidth"
# Files are no pages; records have tests of their own.
NO_PAGE = re.compile(r"export|sheet|print|\.\w+$|/\d+/|sign-out|[0-9a-f]{8}-")


def pages_from_the_rail(page: Page, seen: set[str]) -> Iterator[str]:
    """Open each page that the frame of the pages before it leads to; give its address."""
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        answer = page.goto(path)
        if answer is None or answer.status != 200:
            continue
        yield path
        for link in page.evaluate(LINKS):
            if link not in seen and not NO_PAGE.search(link):
                seen.add(link)
                waiting.append(link)


def problems(page: Page, place: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{place} {width} {problem}" for problem in violations(page)]
        found += [f"{place} is wider than {width}"] * page.evaluate(WIDER)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_from_the_rail_is_accessible_and_fits(world, look, language):
    busy(world, 8)
    found, visited = [], {}
    seen: set[str] = {"/"}
    for who in ROLES:
        if ALL:
            seen = {"/"}
        page = look(who, "/", language=language)
        for path in pages_from_the_rail(page, seen):
            visited[path] = who
            found += problems(page, f"{who} {language} {path}")
    assert len(visited) > 80, sorted(visited)
    assert found == []
