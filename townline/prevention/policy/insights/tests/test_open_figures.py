"""The public page: the same for everybody, kept by caches, nothing that tells of one person."""

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings as conf

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.platform.core.models import District
from townline.platform.departments import api as departments
from townline.prevention.policy.insights.rules.counting import CaseTally
from townline.prevention.policy.insights.rules.periods import month_start
from townline.prevention.policy.insights.rules.publishing import public_lines
from townline.prevention.policy.insights.views import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(world):
    """Seven cases of one service, three of another."""
    services = [s.service_code for s in departments.services()][:2]
    for number in range(10):
        cases.case_assign(
            world.by("clerk1"),
            code=world.text("길이 파였어요", f"010000002{number:02d}"),
            department="roads",
            service=services[number >= 7],
        )
    return world


def test_it_needs_no_sign_in_and_sets_no_cookie(visit, office):
    page = visit().get("/open/figures")
    assert page.status_code == 200
    assert not page.cookies
    assert "public" in page.headers["Cache-Control"]
    assert "<script" not in page.content.decode()


def test_an_unchanged_page_is_not_sent_again(visit, office):
    client = visit()
    tag = client.get("/open/figures?lang=en").headers["ETag"]
    again = client.get("/open/figures?lang=en", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/open/figures?lang=ko", headers={"if-none-match": tag})
    assert other.status_code == 200


def test_both_languages_are_whole(visit, office):
    english = visit().get("/open/figures?lang=en").content.decode()
    assert '<html lang="en">' in english
    assert "Handeul-gu" in english
    assert not re.search("[가-힣]", english.replace("한국어", ""))
    assert "한들구" in visit(language="en").get("/open/figures?lang=ko").content.decode()


def test_small_counts_and_what_would_tell_them_are_not_shown(visit, office):
    table = visit().get("/open/figures.csv?lang=ko").content.decode()
    counts = re.findall(r",(\d+|-),", table)
    assert "-" in counts
    assert all(count in {"-", "0"} or int(count) >= 5 for count in counts)


def test_a_district_may_keep_its_figures_to_itself(visit, office):
    row = District.objects.get()
    row.settings["public_figures"] = False
    row.save()
    district.forget()
    assert visit().get("/open/figures").status_code == 404
    assert visit().get("/open/figures.csv").status_code == 404


def test_nothing_can_be_sent_to_it(visit):
    assert visit().post("/open/figures").status_code == 405


def test_it_stays_within_a_residents_budget(visit, office):
    html = visit().get("/open/figures").content
    assert len(gzip.compress(html)) <= 6_000
    [name] = re.findall(r'href="/static/([^"]+\.css)"', html.decode())
    assert len(gzip.compress((Path(conf.STATIC_ROOT) / name).read_bytes())) <= 8_000


def test_a_share_says_of_how_many_that_were_due(visit, monkeypatch):
    found = CaseTally(came=103, kept=10)
    figures = published.api.PeriodFigures
    month = month_start(dt.date(2026, 9, 21))
    monkeypatch.setattr(
        published, "_read",
        lambda *_: figures(
            total=found, previous=CaseTally(), steps={month: found}, departments={},
            services={"pothole": found}, dongs={},
        ),
    )  # fmt: skip
    page = visit().get("/open/figures?lang=en").content.decode()
    assert "10 of the 10 that were due · 103 texts" in page
    assert page.count("10 of 10 (100%)") >= 3  # the month, its category, the sentence
    table = visit().get("/open/figures.csv?lang=en").content.decode()
    assert "103,10,10,100%" in table


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (CaseTally(came=20), ["답변 5건 미만", "5명 미만이 답함 · 재처리 5건 미만"]),
        (CaseTally(came=20, rated=7, stars=28), ["7명이 답함 · 재처리 5건 미만"]),
        (CaseTally(came=3), ["<span>공개하지 않음</span>"]),
    ],
)
def test_what_is_too_small_is_put_into_words(visit, monkeypatch, counted, words):
    month = month_start(dt.date(2026, 9, 21))
    read = published.api.PeriodFigures(
        total=counted, previous=CaseTally(), steps={month: counted}, departments={}, services={},
        dongs={},
    )  # fmt: skip
    monkeypatch.setattr(published, "_read", lambda *_: read)
    page = visit().get("/open/figures").content.decode()
    assert [each for each in words if each not in page] == []
    assert re.findall(r"-(?:건|명|시간|%)", page) == []


def test_how_many_were_due_tells_of_no_few():
    sums = [
        CaseTally(came=20, kept=19, late=1),
        CaseTally(came=30, kept=3),
        CaseTally(came=40, kept=30),
    ]
    lines = public_lines([(str(at), each) for at, each in enumerate(sums)])
    assert [(line.due, line.kept) for line in lines] == [(None, None)] * 2 + [(30, 30)]
