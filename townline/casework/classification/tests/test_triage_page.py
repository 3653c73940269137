"""How well the machine does is counted by what people decided, month by month."""

import csv
import datetime as dt
import io
import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import TextReading

pytestmark = pytest.mark.django_db
_ids = itertools.count(9_000_000)
NOVEMBER, OCTOBER = dt.date(2026, 11, 1), dt.date(2026, 10, 1)


@pytest.fixture
def add_decisions(world):
    """Have people decide about suggestions: ``told(service, decided, number, …)``."""
    world.text("길이 파였어요")
    TextReading.objects.all().delete()
    case = Case.objects.get()

    def rows(service, decided, number=1, *, days=2, second="traffic", **more):
        values = {
            "state": "read",
            "version": "m-1",
            "services": [[service, 0.9, []], [second, 0.05, []], ["waste", 0.01, []]],
            "decided_at": world.now,
            "read_at": world.now,
            "how": "accepted" if service == decided else "changed",
        }
        for _ in range(number):
            TextReading.objects.create(
                text_id=next(_ids),
                case=case,
                at=world.now - dt.timedelta(days=days),
                service=service,
                decided_service=decided,
                **(values | more),
            )

    return rows


def test_shares_are_of_what_people_decided(world, add_decisions):
    add_decisions("roads", "roads", 6, sure=True)
    add_decisions("roads", "traffic", 1, sure=True)
    add_decisions("parks", "waste", 2)
    add_decisions("parks", "snow", 1)
    add_decisions("roads", "roads", 4, how="by_itself", sure=True)
    figures = api.triage_figures(now=world.now)
    tally = figures.months[NOVEMBER]
    assert (tally.decided, tally.right, tally.three, tally.told) == (10, 6, 9, 10)
    assert (tally.sure, tally.sure_right) == (7, 6)
    assert (tally.nobody.hits, tally.nobody.all) == (4, 14)
    assert figures.services["roads"].named == 7
    assert (figures.services["waste"].decided, figures.services["waste"].found) == (2, 0)
    assert figures.confused[("parks", "waste")] == 2


def test_what_was_erased_leaves_the_three_unknown(world, add_decisions):
    add_decisions("roads", "waste", 3, services=[])
    tally = api.triage_figures(now=world.now).months[NOVEMBER]
    assert (tally.decided, tally.told) == (3, 0)


def test_a_month_is_that_of_the_district(world, add_decisions):
    # 00:30 on the first in Seoul is still the day before in UTC.
    start = dt.datetime(2026, 10, 31, 15, 30, tzinfo=dt.UTC)
    add_decisions("roads", "roads", at_shift := 1, days=(world.now - start) / dt.timedelta(days=1))
    add_decisions("roads", "parks", at_shift, days=40)
    figures = api.triage_figures(now=world.now, month=OCTOBER)
    assert (figures.months[NOVEMBER].decided, figures.months[OCTOBER].decided) == (1, 1)
    assert (figures.all.decided, list(figures.confused)) == (1, [("roads", "parks")])


def test_undecided_spam_and_imported_ones_count_nowhere(world, add_decisions):
    add_decisions("roads", "roads", 2, decided_at=None)
    add_decisions("general", "", 1, decided_kind="spam", spam=True, spam_said=True)
    figures = api.triage_figures(now=world.now)
    assert figures.all.decided == 0
    assert (figures.texts[NOVEMBER].read, figures.texts[NOVEMBER].spam_right) == (3, 1)
    Case.objects.update(imported=True)
    assert api.triage_figures(now=world.now).texts[NOVEMBER].read == 0


@pytest.mark.parametrize("username", ["clerk1", "roads.head", "mayor", "admin", "auditor"])
def test_it_is_read_by_who_must_know(visit, add_decisions, username):
    add_decisions("roads", "roads", 3)
    assert visit(username).get("/triage/").status_code == 200


def test_an_officer_does_not_need_it(visit, world):
    assert visit("roads.officer").get("/triage/").status_code == 403


def test_a_page_with_nothing_says_so(visit, world):
    page = visit("clerk1").get("/triage/").content.decode()
    assert "자료가 아직 적습니다" in page
    assert page.count("이 기간에는 없습니다") >= 4


@pytest.mark.parametrize("month", ["2026-10", "2026-13", "1999-01", "=1+1"])
def test_any_month_of_the_address_is_answered(visit, add_decisions, month):
    assert visit("clerk1").get(f"/triage/?month={month}").status_code == 200


def test_it_asks_a_constant_number_of_questions(visit, add_decisions):
    def queries():
        client = visit("clerk1")
        client.get("/triage/")
        with CaptureQueriesContext(connection) as found:
            assert client.get("/triage/").status_code == 200
        return len(found)

    add_decisions("roads", "roads")
    few = queries()
    for service, month in itertools.product(["parks", "waste", "snow"], range(8)):
        add_decisions(service, "roads", 2, days=30 * month, version=f"m-{month}")
    assert queries() == few
    assert few <= 17


def test_a_spreadsheet_says_the_same(visit, add_decisions):
    add_decisions("roads", "roads", 3)
    add_decisions("roads", "parks", 1)
    answer = visit("clerk1").get("/triage/export.csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["월별", "2026년 11월", "4", "75.0%"] in [line[:4] for line in lines]
    book = load_workbook(io.BytesIO(visit("clerk1").get("/triage/export.xlsx").content))
    sheet = book["월별"]
    assert [sheet.cell(2, 2).value, sheet.cell(2, 3).value] == [4, 0.75]


def test_all_is_said_in_english_too(visit, add_decisions):
    add_decisions("roads", "parks", 3)
    page = visit("clerk1", "en").get("/triage/").content.decode()
    assert "Accuracy of suggested categories" in page
    assert "Parks, trees and streams" in page
