"""One home, written as registers write it."""

import pytest

from townline.platform.core.text.addresses import Address, parse_address, unit_of
from townline.prevention.surveys.rules.duplicates import Known, suggest_pairs

SAME = [
    "한들구 새벗로 12길 34-05, 지하1층 B02호 (샘골동)",
    "새벗로12길 34-5 지층 2호(샘골동)",
    "한들구 새벗로１２길 34 - 5 지하 002호 (샘골동, 한빛빌라)",
    "새벗로12길34-5 비02호 (샘골동)",
]


@pytest.mark.parametrize("written", SAME)
def test_one_home_however_it_is_written(written):
    assert parse_address(written) == Address("새벗로12길 34-5", "샘골동", "B1-2")


@pytest.mark.parametrize(
    ("written", "unit"),
    [("지하1층", "B1"), ("B2층 3호", "B2-3"), ("옥탑방", "R"), ("2호", "-2"), ("", ""),
     ("지층", "B1"), ("B-101", "B1-101")],
)  # fmt: skip
def test_floors_and_rooms(written, unit):
    assert unit_of(written) == unit


def test_the_kind_says_the_floor_where_nobody_does():
    assert parse_address("느티로 1 2호", floor="B1").unit == "B1-2"
    assert parse_address("느티로 1", floor="R").unit == "R"


@pytest.mark.parametrize(
    ("written", "place"),
    [("샘골동 산 12-3번지", "샘골동 산12-3"), ("은행나무길 7", "은행나무길 7"),
     ("느티로100번길 3", "느티로100길 3"), ("느티로", ""), ("아무 데나 12", "")],
)  # fmt: skip
def test_roads_lots_and_what_is_neither(written, place):
    assert parse_address(written).place == place


def home(at, place, unit, lat=36.6, lon=125.33):
    return Known(at, place, place, unit, lat, lon, lat is not None)


def test_what_may_be_one_home():
    homes = [
        home(1, "새벗로 1", "B1-1"),
        home(2, "새벗로 1", "B1-1"),
        home(3, "새벗동 12", "B1-1", 36.60001),
        home(4, "새벗로 9", "B1", None, None),
        home(5, "새벗로 9", "B1-3", None, None),
        home(6, "새벗로 3", "B1-1", 36.60001),
        home(7, "새벗로 1", "B1-2"),
    ]
    found = {(p.first, p.second): p.reasons for p in suggest_pairs(homes, frozenset(range(8)))}
    assert found == {
        (1, 2): ("same_unit",),
        (1, 3): ("two_addresses",),
        (2, 3): ("two_addresses",),
        (3, 6): ("two_addresses",),
        (4, 5): ("unit_missing",),
    }
    assert suggest_pairs(homes, frozenset({7})) == []
