"""Waiting now, for the district's website: a page, open data, and a part that may be framed."""

import re

import pytest
from django.test import Client

from townline.platform.core import clock

pytestmark = pytest.mark.django_db
PATHS = ("/open/waiting", "/open/waiting/embed", "/open/waiting.json")


@pytest.fixture
def office(office, built_files, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.open("hall-4", "saebeot-1")
    office.take("papers", count=9)
    return office


def test_the_lines_are_told_to_everybody(office):
    for path in PATHS[:2]:
        html = Client().get(f"{path}?lang=ko").content.decode()
        assert "대기 9명" in html
        assert "더 빠름" in html
        assert 'href="/n/papers-saebeot/?lang=ko" target="_top"' in html
        english = Client().get(f"{path}?lang=en").content.decode().partition("<main")[2]
        assert not re.search(r"[가-힣]", english)


def test_the_data_is_what_the_interface_gives_and_open_to_scripts(office):
    answer = Client().get("/open/waiting.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    own = Client().get("/api/v1/queues").json()["items"]
    assert answer.json()["items"] == own
    assert {each["service"]: each["waiting"] for each in own}["papers"] == 9


def test_caches_keep_it_and_nobody_gets_a_cookie(office, django_assert_max_num_queries):
    for path in PATHS:
        with django_assert_max_num_queries(8):
            answer = Client().get(path)
        assert answer["Cache-Control"] == "public, max-age=10"
        assert not answer.cookies
        assert Client().post(path).status_code == 405


def test_only_the_part_made_for_it_may_be_framed(office):
    part = Client().get("/open/waiting/embed")
    assert "X-Frame-Options" not in part
    assert "frame-ancestors *" in part["Content-Security-Policy"]
    assert "<form" not in part.content.decode()
    for path in ("/open/waiting", "/n/", "/n/papers/", "/board/hall/"):
        page = Client().get(path)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
