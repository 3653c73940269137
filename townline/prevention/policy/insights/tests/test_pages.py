"""The office's page of figures: who sees it, what it refuses, what it gives out."""

import csv
import gzip
import io
import re
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from townline.platform.departments.api import Service
from townline.prevention.policy.insights.api import figures_run
from townline.prevention.policy.insights.tests.test_counting import answer_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("username", "status"),
    [("mayor", 200), ("deputy", 200), ("clerk1", 200), ("roads.head", 200), ("auditor", 200),
     ("roads.officer", 403), ("admin", 403)],
)  # fmt: skip
def test_who_leads_checks_or_sorts_sees_figures(visit, username, status):
    client = visit(username)
    assert client.get("/figures/").status_code == status
    assert client.get("/figures/export.csv").status_code == status


def test_nobody_else_does(visit):
    assert visit().get("/figures/").headers["Location"].startswith("/sign-in/")


def test_a_head_reads_their_own_department_only(visit, world):
    answer_case(world)
    page = visit("roads.head").get("/figures/").content.decode()
    assert "도로과" in page
    # Of one department, or one day, nothing is the most or the least.
    assert ("접수 최다: 도로과" in page, "가장 낮은 때는" in page) == (False, False)
    other = visit("parks.head").get("/figures/").content.decode()
    assert "도로과" not in other
    assert "이 기간에는 접수된 민원이 없습니다" in other


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("period=own&from=2026-11-20&to=2026-11-01", "시작일이 종료일보다 늦습니다"),
        ("period=month&day=2027-03-01", "아직 오지 않은"),
        ("period=own&from=0001-01-01&to=0001-01-02", "2000년 1월 1일부터"),
        ("period=week&day=0001-01-01", "2000년 1월 1일부터"),
        ("period=year&day=9999-12-31", "아직 오지 않은"),
        ("from=2026-11-01", "날짜를 2026-11-25처럼 적어 주세요"),
        ("period=own&from=어제&to=오늘", "2026-11-25처럼"),
    ],
)
def test_what_cannot_be_shown_is_said_and_kept(visit, query, words):
    page = visit("mayor").get(f"/figures/?{query}")
    assert page.status_code == 422
    assert words in page.content.decode()
    assert visit("mayor").get(f"/figures/export.xlsx?{query}").status_code == 422


@pytest.mark.parametrize("kind", ["week", "month", "quarter", "year"])
def test_each_period_can_be_walked_back_and_on(visit, kind):
    page = visit("mayor", "en").get(f"/figures/?period={kind}&day=2025-02-10").content.decode()
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    assert 'rel="next"' not in visit("mayor").get(f"/figures/?period={kind}").content.decode()


def test_an_export_of_nothing_says_so(visit):
    page = visit("mayor").get("/figures/export.csv?period=month&day=2020-01-01")
    assert page.status_code == 200
    assert "이 기간에는 없습니다" in page.content.decode()
    assert visit("mayor").get("/figures/export.xlsx?day=2020-01-01").status_code == 200


def test_a_spreadsheet_runs_no_name_of_ours(visit, world):
    Service.objects.update(name_ko="=HYPERLINK(1)")
    code = world.awaiting()
    from townline.casework.cases import api as cases

    service = Service.objects.order_by("pk").first()
    cases.case_assign(
        world.by("clerk1"), code=world.text("가로등이 꺼졌어요", "01000000077"), department="roads",
        service=service.pk,
    )  # fmt: skip
    assert code
    page = visit("mayor").get("/figures/export.csv").content.decode().lstrip("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(page)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    book = load_workbook(io.BytesIO(visit("mayor").get("/figures/export.xlsx").content))
    cells = [cell.value for row in book["분야별"].iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert len(book.sheetnames) == 7


def test_the_page_asks_a_constant_number_of_questions(visit, world):
    client = visit("mayor")
    answer_case(world)
    client.get("/figures/")  # with a map of dongs, whose bounds each process keeps
    few = questions(client)
    for number in range(12):
        code = world.text("길이 파였어요", f"010000001{number:02d}")
        world.assign(code, "roads" if number % 2 else "parks")
    assert questions(client) == few <= 27
    world.wait(days=1)
    figures_run(now=world.now)
    assert questions(client) == few


def test_it_stays_within_its_budget(visit, world):
    answer_case(world)
    html = visit("mayor").get("/figures/?period=year").content
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', html.decode())
    sizes = {"html": len(gzip.compress(html)), "css": 0, "js": 0}
    for name in files:
        whole = (Path(conf.STATIC_ROOT) / name).read_bytes()
        sizes[name.rpartition(".")[2]] += len(gzip.compress(whole))
    limits = {"html": 12_000, "css": 24_000, "js": 24_000}
    assert {k: v for k, v in sizes.items() if v > limits[k]} == {}
    assert "style=" not in html.decode()


def questions(client):
    with CaptureQueriesContext(connection) as found:
        assert client.get("/figures/?period=year").status_code == 200
    return len(found)
