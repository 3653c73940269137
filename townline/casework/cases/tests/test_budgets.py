"""Pages stay small and ask the database a constant number of questions."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations

pytestmark = pytest.mark.django_db


@pytest.fixture
def hundred(world):
    """A hundred open cases of a hundred residents, with words as long as real ones."""
    first = Case.objects.get(code=world.awaiting())
    senders = [
        conversations.HistorySender(
            number=f"010000001{number:02d}", language="ko", first_at=world.now
        )
        for number in range(99)
    ]
    made = conversations.history_reserve(senders=senders, incoming=0, outgoing=0)
    for number, resident in enumerate(made.residents.values()):
        first.pk = None
        first.code = f"H6-9{number:05d}"
        first.resident_id = resident
        first.state = "with_department"
        first.title = f"도로 파임 · 느티로 {number}길 {number * 7}"
        first.preview = (
            f"{number}번 집 앞 길에 주먹만 한 구멍이 {number * 3}일째 그대로 있어 위험합니다"
        )
        first.save()
    return first.code


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    "page",
    [
        ("clerk1", "/inbox/", 15),
        ("clerk1", "/inbox/?view=all", 15),
        ("roads.officer", "/inbox/", 15),
        ("clerk1", "/search/?q=도로", 15),
        # What one owes is asked for by kind: cases, positions, dates, visits, meetings, reminders.
        ("roads.officer", "/mine/", 22),
        # The bar of every staff page asks for alarms that nobody has acknowledged.
        ("mayor", "/morning/", 21),
    ],
)
def test_a_hundred_cases_cost_no_more_questions_than_one(visit, hundred, page):
    username, url, most = page
    client = visit(username)
    client.get(url)  # what each process reads once in half a minute is not counted
    full = queries(client, url)
    Case.objects.filter(code__startswith="H6-9").exclude(code=hundred).update(code=None)
    assert full <= queries(client, url) <= most


def test_a_case_page_asks_a_constant_number_of_questions(visit, world, hundred):
    client = visit("clerk1")
    url = f"/cases/{hundred}/"
    few = after_notes(client, url, 1)
    assert after_notes(client, url, 10) == few
    # What rooms hold of it is asked once; a panel asks only where there is something.
    assert few <= 22


def test_a_case_that_holds_little_asks_little(visit, world, hundred):
    plain = Case.objects.get(code=hundred)
    Case.objects.filter(pk=plain.pk).update(state="closed", finished_at=world.now)
    client = visit("clerk1")
    url = f"/cases/{hundred}/"
    client.get(url)
    assert queries(client, url) <= 15
    assert queries(client, f"/api/v1/cases/{hundred}") <= 8
    assert queries(client, "/api/v1/cases?limit=100") <= 4


def after_notes(client, url, number):
    for _ in range(number):
        client.post(f"{url}note", {"body": "메모"})
    # The first look also takes the words that tell what was done.
    client.get(url)
    return queries(client, url)


def sizes(page):
    """Give the gzipped sizes in bytes of a page and of the files it names.

    Styles of paper alone are left out: no view waits for them.
    """
    body = page.content
    if page.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    html = body.decode()
    found = {"html": len(gzip.compress(body)), "css": 0, "js": 0, "requests": 1}
    for name, after in re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"([^>]*)>', html):
        if 'media="print"' not in after:
            found["requests"] += 1
            kind = name.rsplit(".", 1)[1]
            found[kind] += len(gzip.compress((Path(conf.STATIC_ROOT) / name).read_bytes()))
    return found


@pytest.mark.parametrize(
    ("username", "url", "budget"),
    [
        ("clerk1", "/inbox/", {"html": 25, "css": 24, "js": 20, "requests": 12}),
        ("clerk1", "/cases/H6-900098/", {"html": 25, "css": 24, "js": 20, "requests": 12}),
        ("mayor", "/morning/", {"html": 15, "css": 20, "js": 18, "requests": 9}),
        ("mayor", "/morning/{waiting}/", {"html": 15, "css": 20, "js": 18, "requests": 9}),
    ],
)
def test_first_view_stays_within_its_budget(visit, hundred, username, url, budget):
    client = visit(username)
    waiting = Case.objects.get(state="awaiting_confirmation").code
    found = sizes(client.get(url.format(waiting=waiting)))
    limits = {k: v if k == "requests" else v * 1000 for k, v in budget.items()}
    assert {k: v for k, v in found.items() if v > limits[k]} == {}


def test_no_page_names_another_site(visit, hundred):
    for url in ("/inbox/", "/cases/H6-900098/", "/mine/", "/search/?q=a", "/links/"):
        page = visit("clerk1").get(url)
        assert re.findall(r'(?:href|src|action)="(?:https?:)?//', page.content.decode()) == []
        assert "style=" not in page.content.decode()
    for path in Path(conf.STATIC_ROOT).rglob("*.css"):
        assert re.findall(r"url\([\"']?(?:https?:)?//", path.read_text()) == [], path.name
