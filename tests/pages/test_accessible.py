"""axe finds nothing, on any page, in either language, light or dark, on a phone or a desk."""

import pytest

from tests.busy import busy
from tests.chromium import violations
from townline.casework.cases.models import Case

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Every pair of language, brightness and width comes up.
WAYS = [
    {"language": "ko", "dark": False, "width": 1440},
    {"language": "ko", "dark": True, "width": 390},
    {"language": "en", "dark": False, "width": 390},
    {"language": "en", "dark": True, "width": 1440},
]


WIDEST = """() => [...document.querySelectorAll('body *')]
  .filter(box => box.getBoundingClientRect().right > 320)
  .slice(0, 3).map(box => box.outerHTML.slice(0, 120))"""


def places():
    """Give every page by who opens it."""

    def one(state):
        return Case.objects.filter(state=state).order_by("answer_due_at").first().code

    waiting = one("awaiting_confirmation")
    return [
        (None, "/sign-in/"),
        ("clerk1", "/inbox/"),
        ("clerk1", "/inbox/?view=all&q=xyz"),
        *[("clerk1", f"/cases/{one(s)}/") for s in ("received", "drafted", "awaiting_resident")],
        ("roads.head", f"/cases/{one('returned')}/"),
        ("mayor", f"/cases/{waiting}/"),
        ("clerk1", "/search/?q=길"),
        ("clerk1", "/mine/"),
        ("roads.head", "/team/"),
        ("clerk1", "/inbox/?pick=1"),
        ("clerk1", "/my/keys/"),
        ("clerk1", "/nowhere/"),
        ("admin", "/links/"),
        ("admin", "/links/phone/"),
        ("mayor", "/settings/delegation/"),
        ("mayor", "/morning/"),
        ("mayor", f"/morning/{waiting}/"),
        ("mayor", f"/morning/{waiting}/?edit=1"),
        ("deputy", f"/morning/{waiting}/"),
        ("mayor", f"/morning/text/{one('received')}/"),
        ("mayor", "/my/digest/"),
        ("mayor", "/figures/?period=year"),
        (None, "/open/figures"),
        ("clerk1", "/triage/"),
    ]


def every_page(look, **way):
    """Walk all pages, each person in one window."""
    windows = {}
    for username, path in places():
        if username not in windows:
            windows[username] = look(username, path, **way)
        else:
            windows[username].goto(path)
        yield path, windows[username]


@pytest.fixture
def town(world):
    busy(world)
    officer = Case.objects.filter(state="returned").exclude(department="roads").first()
    if officer:
        Case.objects.filter(id=officer.id).update(department="roads")
    return world


@pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w['language']}-{w['dark']}-{w['width']}")
def test_axe_finds_nothing(town, look, way):
    found = []
    for path, page in every_page(look, **way):
        found += [f"{path} {problem}" for problem in violations(page)]
    assert found == []


def test_nothing_is_cut_off_at_320_pixels(town, look):
    wide = []
    for path, page in every_page(look, width=320):
        width = page.evaluate("document.documentElement.scrollWidth")
        wide += [(path, width, page.evaluate(WIDEST))] if width > 320 else []
    assert wide == []


def test_open_boxes_and_the_list_of_keys_are_accessible_too(town, look):
    page = look("clerk1", "/inbox/")
    page.locator("[data-row]").first.click()
    page.wait_for_selector("#title")
    # Not by clicks: an open box lies over the next one's handle, as a menu does.
    page.evaluate("document.querySelectorAll('#pane details').forEach(box => { box.open = true })")
    page.locator(".tl-menu:not(.tl-more) summary").click()
    assert violations(page) == []
    page.get_by_role("button", name="단축키").click()
    assert violations(page) == []
