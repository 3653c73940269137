"""The rail leads everywhere: each page of each role within three presses, each place once."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.amount import ALL
from townline.config.places import MOST_ENTRIES, NAV
from townline.platform.web.showing.line_icons import LINES

pytestmark = pytest.mark.django_db
PRESSES = 3
ROLES = ["clerk1", "admin"] + ["mayor", "deputy", "roads.head", "roads.officer", "auditor"] * ALL
_FILE = re.compile("export|sheet")
# Linked only while there is something: a password of one's own, a saved search, a surge.
_SOMETIMES = {"/my/sign-in/password/", "/search/saved/", "/surge/texts/"}
_LINK = re.compile(r'href="(/[^"#?]*)')
_RAIL = re.compile(r'<nav class="ui-rail".*?</nav>', re.DOTALL)


def addresses(resolver=None, begun=""):
    """Give the addresses of pages of staff that name no record."""
    for each in (resolver or get_resolver()).url_patterns:
        address = begun + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, address)
        elif isinstance(each, URLPattern) and hasattr(each.callback, "lets_in"):
            # Files, and papers of what is chosen on a page, are no places.
            is_page = set("<(^.").isdisjoint(address) and not _FILE.search(address)
            yield from [f"/{address}"] * is_page


def get_frame(client, address):
    """Give a page with the frame around it; None for a file, a part, or what is not shown."""
    answer = client.get(address)
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200 or answer.streaming or "html" not in kind:
        return None
    page = answer.content.decode()
    return page if 'class="ui-app' in page else None


def reachable_pages(client, wanted):
    """Give what is reached from the rail by at most ``PRESSES`` links."""
    found, edge = set(), set(_LINK.findall(get_frame(client, "/settings/")))
    for _ in range(PRESSES - 1):
        found |= edge
        pages = [page for one in sorted(edge & wanted) if (page := get_frame(client, one))]
        edge = {link for page in pages for link in _LINK.findall(page)} - found
    return found | edge


@pytest.mark.parametrize("username", ROLES)
def test_every_page_is_within_three_presses_of_the_rail(world, visit, username):
    client, wanted = visit(username), set(addresses())
    assert len(wanted) > 100
    lost = wanted - reachable_pages(client, wanted) - _SOMETIMES
    assert [one for one in sorted(lost) if get_frame(client, one)] == []


@pytest.mark.parametrize("username", ["clerk1", "roads.head", "mayor", "admin", "auditor"])
def test_no_two_entries_lead_to_one_page_and_there_are_few(world, visit, username):
    rail = _RAIL.search(visit(username).get("/settings/").content.decode())[0]
    entries = re.findall(r'<a href="([^"]+)" title', rail)
    assert 2 <= len(entries) == len(set(entries)) <= MOST_ENTRIES
    assert rail.count('aria-current="page"') == 1


def test_every_place_has_an_icon_and_its_first_tab_is_itself():
    for place in (item for group in NAV for item in group.items):
        assert place.icon in LINES, place.url
        assert not place.tabs or place.url in {tab.url for tab in place.tabs}, place.url


def test_tabs_and_crumbs_tell_where_a_page_is(world, visit):
    client = visit("clerk1")
    page = client.get("/works/orders/").content.decode()
    tabs = re.search(r'<div class="ui-tabs">.*?</div>', page)[0]
    assert re.findall(r'aria-current="page">([^<]+)', tabs) == ["발주·공사"]
    below = client.get("/duty/").content.decode()
    assert 'class="ui-tabs"' not in below
    crumbs = client.get("/numbers/new/").content.decode()
    assert re.search(r'class="ui-crumbs">\s*<li>\s*<a href="/numbers/">안심번호<', crumbs)


def test_the_rail_is_narrow_for_who_chose_it_also_without_a_script(world, visit):
    client = visit("clerk1")
    assert 'class="ui-app"' in client.get("/mine/").content.decode()
    assert client.post("/rail/", {"rail": "mini", "next": "/mine/"}).url == "/mine/"
    assert 'class="ui-app is-mini"' in client.get("/mine/").content.decode()
    client.cookies["tl-shut"] = "safety"
    page = client.get("/mine/").content.decode()
    assert 'data-group="safety">' in page
    assert 'data-group="cases" open>' in page
    # Where one is stays open.
    assert 'data-group="safety" open>' in client.get("/alarms/").content.decode()
