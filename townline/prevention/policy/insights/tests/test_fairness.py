"""Whether all are served alike: intervals, what is hidden, and the page that tells of it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.prevention.policy.insights import api
from townline.prevention.policy.insights.models import FigureGroup
from townline.prevention.policy.insights.rules.counting import By, GroupCounts
from townline.prevention.policy.insights.rules.fairness import (
    Comparison,
    FairnessMeasure,
    compare_groups,
    wilson,
)
from townline.prevention.policy.insights.tests.test_counting import TODAY, answer_case


@pytest.mark.parametrize(
    ("part", "base", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433), (1, 2, 0.0945, 0.9055)],
)  # of Newcombe (1998), table 1, and by hand
def test_an_interval_is_that_of_wilson(part, base, low, high):
    assert wilson(part, base) == pytest.approx((low, high), abs=5e-5)


def test_a_group_stands_out_only_where_chance_seldom_does_that():
    groups = {
        "ko": GroupCounts(came=900, kept=810, late=90, answered=900, declined=90),
        "vi": GroupCounts(came=100, kept=60, late=40, answered=100, declined=11),
        "en": GroupCounts(came=50, kept=48, late=2, answered=50, declined=0),
    }
    whole, lines = compare_groups(groups)
    measures = {line.value: line.measures for line in lines}
    assert whole.measures[FairnessMeasure.KEPT].share == 918 / 1050
    assert measures["vi"][FairnessMeasure.KEPT].beside is Comparison.WORSE
    assert measures["vi"][FairnessMeasure.DECLINED].beside is None
    assert measures["en"][FairnessMeasure.KEPT].beside is None
    assert measures["en"][FairnessMeasure.DECLINED].beside is Comparison.BETTER


def test_few_are_hidden_and_so_is_what_would_tell_them():
    groups = {
        "a": GroupCounts(came=40, kept=40),
        "b": GroupCounts(came=20, kept=20),
        "c": GroupCounts(came=9, kept=7),
        "d": GroupCounts(came=3, kept=1, late=2),
    }
    _, lines = compare_groups(groups)
    assert [line.came for line in lines] == [40, 20, None, None]
    assert [line.measures[FairnessMeasure.KEPT] is None for line in lines] == [
        False,
        False,
        True,
        True,
    ]
    # A share of few hides the next smallest as well, though both came often.
    groups = {
        "a": GroupCounts(came=40, kept=40),
        "b": GroupCounts(came=20, kept=20),
        "c": GroupCounts(came=9, kept=4),
    }
    assert [line.measures[FairnessMeasure.KEPT] is None for line in compare_groups(groups)[1]] == [
        False, True, True,
    ]  # fmt: skip
    assert [line.came for line in compare_groups(groups)[1]] == [40, 20, 9]


@pytest.mark.django_db
@pytest.mark.server
def test_each_case_is_counted_once_in_each_way_now_and_when_kept(world):
    answer_case(world, "솔내동 길이 파였어요")
    world.text("There is a hole in the road near the school gate", "01000000021")
    found = _read(world)
    assert found[By.DONG]["솔내동"] == GroupCounts(came=1, kept=1, answered=1)
    assert found[By.LANGUAGE] == {
        "ko": GroupCounts(came=1, kept=1, answered=1),
        "en": GroupCounts(came=1),
    }
    assert found[By.CHANNEL] == {"text": GroupCounts(came=2, kept=1, answered=1)}
    world.wait(days=1)
    api.figures_run(now=world.now)
    assert FigureGroup.objects.filter(grain="day").count() == 6
    assert _read(world) == found


def _read(world):
    span = api.period("month", TODAY).span
    day = world.now.date()
    return api.fairness(span=span, departments=None, today=day, now=world.now)


@pytest.mark.django_db
def test_the_page_and_its_file_say_the_same_and_ask_a_constant_number_of_questions(visit, world):
    # It opens on the last quarter that is over.
    day = {"grain": "month", "day": TODAY.replace(month=8, day=1), "department": "roads"}
    for by, value, met, late in (
        ("language", "ko", 90, 10), ("language", "vi", 10, 10), ("channel", "text", 100, 20),
    ):  # fmt: skip
        FigureGroup.objects.create(
            **day, by=by, value=value, came=met + late, kept=met, late=late, answered=met
        )
    client = visit("mayor")
    page = client.get("/figures/fairness/").content.decode()
    assert "답변 형평성: 2026년 3분기" in page
    assert "모든 부서의 비율보다 뚜렷하게 나쁜 곳: 베트남어 (48시간 안에 답변 50%)." in page
    with CaptureQueriesContext(connection) as few:
        client.get("/figures/fairness/")
    for number in range(20):
        FigureGroup.objects.create(**day, by="dong", value=f"{number}동", came=9, kept=9)
    with CaptureQueriesContext(connection) as many:
        assert "19동" in client.get("/figures/fairness/").content.decode()
    assert len(many) == len(few) <= 20
    file = client.get("/figures/fairness.csv").content.decode().lstrip("\ufeff")
    rows = {row[1]: row for row in csv.reader(io.StringIO(file))}
    assert rows["베트남어"][2:7] == ["20", "50.0%", "29.9%", "70.1%", "20"]
    head = visit("parks.head").get("/figures/fairness/").content.decode()
    assert "베트남어" not in head
    assert visit("roads.officer").get("/figures/fairness/").status_code == 403
    assert "Clearly worse" in visit("mayor", "en").get("/figures/fairness/").content.decode()
    wrong = visit("mayor").get("/figures/fairness/?from=2026-11-20&to=2026-11-01")
    assert wrong.status_code == 422
