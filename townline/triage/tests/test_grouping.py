"""Texts of one event come together: by what happens, where it happens and when."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.triage.rules.grouping import Item, b_cubed, groups
from townline.triage.rules.happenings import happenings
from townline.triage.training.incidents import incident_score

DATA = Path(__file__).resolve().parents[2] / "data" / "triage" / "incidents"
NOON = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)


def item(text, dong="", hours=None):
    at = None if hours is None else NOON + dt.timedelta(hours=hours)
    return Item(key=text, kinds=happenings(text), dong=dong, at=at)


def together(*items):
    found = groups(items)
    return [[at for at, label in enumerate(found) if label == one] for one in dict.fromkeys(found)]


def test_snow_lies_everywhere_and_a_power_cut_where_it_is():
    snow = [item("골목이 빙판이에요", "느티동"), item("제설 좀 해주세요", "물레동")]
    dark = [
        item("정전이에요", "다솜동"),
        item("정전입니다", "솔내동"),
        item("전기가 나갔어요", "다솜동"),
    ]
    assert together(*snow, *dark) == [[0, 1], [2, 4], [3]]


def test_a_week_later_it_is_another_event():
    texts = [item("정전이에요", "다솜동", hours) for hours in (0, 2, 200)]
    assert together(*texts) == [[0, 1], [2]]


def test_what_tells_of_nothing_stands_alone():
    texts = [item("도서관 주말에 열어 주세요", "느티동", 0), item("가로수 가지치기요", "느티동", 1)]
    assert together(*texts) == [[0], [1]]


@pytest.mark.parametrize("name", ["fit", "aside"])
def test_the_aim_is_met_on_the_texts_written_for_it(name):
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
    told = incident_score(rows)
    assert told is not None
    assert told["f1"] >= 0.9
    assert told["low"] <= told["f1"] <= told["high"]


def test_nothing_to_compare_is_told_as_nothing():
    assert incident_score([{"text": "정전"}, {"text": "정전", "incident": "a"}]) is None


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
def test_b_cubed_is_one_for_the_truth_and_for_nothing_else(true):
    assert b_cubed(true, true) == (1.0, 1.0, 1.0)
    alone = list(range(len(true)))
    precision, recall, _ = b_cubed(alone, true)
    assert precision == 1.0
    assert recall == pytest.approx(len(set(true)) / len(true))


@given(st.lists(st.text(max_size=40), max_size=12))
def test_odd_texts_do_no_harm(texts):
    found = groups([item(text) for text in texts])
    assert len(found) == len(texts)
    assert all(0 <= label < len(texts) for label in found)
