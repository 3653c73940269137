"""Texts of one event come together: by what happens, where it happens and when."""

import datetime as dt
import json
from array import array
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from tools.triage.happenings import digest, everything
from townline.platform.core.paths import DATA
from townline.platform.triage.rules.grouping import GroupingItem, b_cubed, cluster_items, groups
from townline.platform.triage.rules.incident_type_odds import unpack_odds
from townline.platform.triage.rules.similarity_words import marks
from townline.platform.triage.services.incident_types import FILE, incident_type_shares

DATA = DATA / "triage" / "incidents"
NOON = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)


def kinds(text, vector=b""):
    return incident_type_shares(text, marks(text), vector)


def item(text, dong="", hours=None, **known):
    at = None if hours is None else NOON + dt.timedelta(hours=hours)
    return GroupingItem(key=text, kinds=kinds(text), dong=dong, at=at, **known)


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


def test_two_power_cuts_at_two_places_are_two_and_a_name_for_several_dongs_is_each_of_them():
    wide = frozenset({"금호1가동", "금호2가동", "금호동"})
    texts = [
        item("정전이에요", "금호동", dongs=wide),
        item("정전입니다", "금호2가동", dongs=frozenset({"금호2가동", "금호동"})),
        item("정전이에요", "송정동", dongs=frozenset({"송정동"})),
    ]
    assert together(*texts) == [[0, 1], [2]]


def test_near_is_one_and_three_kilometres_off_another():
    here, adjacent, off = (37.5444, 127.0374), (37.5452, 127.0380), (37.5720, 127.0374)
    texts = [
        item("엘리베이터가 멈췄어요", latitude=at[0], longitude=at[1])
        for at in (here, adjacent, off)
    ]
    assert together(*texts) == [[0, 1], [2]]


def test_what_is_only_implied_is_told_too():
    shares = kinds("쌀 포대를 지고 계단으로 15층까지 올라갔어요 고쳐주세요")
    assert max(shares, key=lambda kind: shares[kind]) == "lift"
    assert sum(shares.values()) <= 1.000001


def test_the_weights_belong_to_the_texts():
    header = json.loads(FILE.read_bytes().partition(b"\n")[0])
    assert header["data"] == digest(everything()), "run python -m tools.triage.weigh_grouping"


@pytest.mark.parametrize("data", [b"", b"{}", b"{}\nnothing", b"\xff\n"])
def test_what_are_no_weights_is_told(data):
    with pytest.raises(ValueError, match="no weights"):
        unpack_odds(data)


@given(st.lists(st.lists(st.integers(-20, 20), min_size=7, max_size=7), min_size=7, max_size=7))
def test_groups_are_those_of_average_linkage(rows):
    powers = [
        [rows[min(a, b)][max(a, b)] + (min(a, b) * 7 + max(a, b)) ** 2 / 1e5 for b in range(7)]
        for a in range(7)
    ]
    found = cluster_items([array("d", row) for row in powers], 0.5)
    plain = [[at] for at in range(7)]

    def mean(one, other):
        return sum(powers[a][b] for a in one for b in other) / (len(one) * len(other))

    while len(plain) > 1:
        one, other = max(combinations(plain, 2), key=lambda pair: mean(*pair))
        if mean(one, other) <= 0.5:
            break
        plain = [each for each in plain if each not in (one, other)] + [one + other]
    assert {frozenset(each) for each in plain} == {
        frozenset(at for at in range(7) if found[at] == label) for label in found
    }


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
