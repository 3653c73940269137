"""The front page for residents: it leads to every page that the district opens, and each back."""

import re

import pytest

from townline.config.open_page import GROUPS
from townline.platform.core import district
from townline.platform.web.registry import REGISTRY

pytestmark = pytest.mark.django_db


def test_it_leads_to_every_open_page(visit, world):
    page = visit().get("/open/?lang=en")
    assert (page.status_code, len(page.cookies)) == (200, 0)
    text = page.content.decode()
    assert not re.search("[가-힣]", text.replace("한국어", ""))
    for each in REGISTRY.value.open_pages:
        assert (f'href="{each.url}?lang=en"' in text) is each.shown(), each.url


def test_every_page_it_links_opens_and_leads_back(visit, world):
    text = visit().get("/open/?lang=ko").content.decode()
    links = re.findall(r'href="(/[^"]+)\?lang=ko"', text)
    assert links
    for link in links:
        page = visit().get(f"{link}?lang=ko")
        assert page.status_code == 200, link
        assert 'href="/open/?lang=ko"' in page.content.decode(), link


def test_every_open_page_of_the_frame_stands_in_a_group():
    listed = [page for _, pages in GROUPS for page, _ in pages]
    assert set(REGISTRY.value.open_pages) <= set(listed)


def test_it_gives_the_number_to_text(visit, world):
    assert district.line_number() in visit().get("/open/").content.decode()


def test_it_asks_the_database_no_more_than_fifteen_times(
    visit, world, django_assert_max_num_queries
):
    visit().get("/open/")
    with django_assert_max_num_queries(15):
        visit().get("/open/")


def test_who_meets_the_sign_in_page_is_shown_the_way_there(visit, world):
    assert '<a href="/open/">' in visit().get("/", follow=True).content.decode()
