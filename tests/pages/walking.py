"""Walks over pages as people open them: in a language, light or dark, on a phone or a desk.

Each page is tried in one of these ways, which take turns; in all of them before a release. What
is narrow is tried in the same window: a width or a size of letters needs no new page.
"""

from collections.abc import Iterable, Iterator

from playwright.sync_api import Page

from tests.amount import ALL
from tests.chromium import violations
from tests.pages.conftest import Look

type Place = tuple[str | None, str]  # who opens it; None: anybody

# Every pair of language, brightness and width comes up.
WAYS = [
    {"language": "ko", "dark": False, "width": 1440},
    {"language": "ko", "dark": True, "width": 390},
    {"language": "en", "dark": False, "width": 390},
    {"language": "en", "dark": True, "width": 1440},
]
NARROW = 320
WIDEST = """() => [...document.querySelectorAll('body *')]
  .filter(box => box.getBoundingClientRect().right > 320)
  .slice(0, 3).map(box => box.outerHTML.slice(0, 120))"""


def visit_pages(look: Look, places: Iterable[Place]) -> Iterator[tuple[str, Page]]:
    """Give each place and its page, each person's of one way in one window."""
    windows: dict[tuple[str | None, int], Page] = {}
    for number, (username, path) in enumerate(places):
        for turn in range(len(WAYS)) if ALL else [number % len(WAYS)]:
            if page := windows.get((username, turn)):
                page.goto(path)
            else:
                page = windows[username, turn] = look(username, path, **WAYS[turn])
            yield f"{path} {WAYS[turn]}", page


def problems(place: str, page: Page) -> list[str]:
    """Give what axe finds on a page, and what is cut off where it is narrow."""
    found = [f"{place} {problem}" for problem in violations(page)]
    usual = page.viewport_size
    assert usual is not None
    page.set_viewport_size(usual | {"width": NARROW})
    if page.evaluate("document.documentElement.scrollWidth") > NARROW:
        found.append(f"{place} is wider than {NARROW}: {page.evaluate(WIDEST)}")
    page.set_viewport_size(usual)
    return found
