"""What needs no database: deadlines, shapes, words, counting."""

import datetime as dt

import pytest

from townline.prevention.hazards.rules.figures import Fact, count_hazards
from townline.prevention.hazards.rules.proposing import Wanted, propose_kind
from townline.prevention.hazards.rules.sentences import first_sentence
from townline.prevention.hazards.rules.states import STEPS, HazardStep, due, time_used, up_to
from townline.prevention.hazards.settings import Hazards
from townline.prevention.work_orders.rules import NoShape, around, measure_geometry, point

NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_nothing_before_a_repair_is_due_later_than_the_repair():
    lasts = {"see": HOUR, "arrive": 5 * HOUR, "repair": 90 * HOUR, "recheck": 9 * HOUR}
    found = due(NOW, lasts, steps=STEPS, repair_by=NOW + 4 * HOUR)
    assert found == {
        HazardStep.SEE: NOW + HOUR,
        HazardStep.ARRIVE: NOW + 4 * HOUR,
        HazardStep.REPAIR: NOW + 4 * HOUR,
        HazardStep.RECHECK: NOW + 9 * HOUR,
    }
    assert up_to(HazardStep.ARRIVE) == (HazardStep.SEE, HazardStep.ARRIVE)


def test_a_shape_is_measured_and_what_is_none_is_refused():
    line = measure_geometry(
        {"type": "LineString", "coordinates": [[125.0, 36.0], [125.1, 36.2], [125.3, 36.1]]}
    )
    assert (line.latitude, line.longitude) == (36.2, 125.1)
    assert (line.west, line.south, line.east, line.north) == (125.0, 36.0, 125.3, 36.2)
    assert measure_geometry(point(36.5, 125.5)).latitude == 36.5
    for wrong in (
        {"type": "Circle", "coordinates": [1, 2]},
        {"type": "Point", "coordinates": [125.0, 136.0]},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "Point", "coordinates": [float("nan"), 36.0]},
        {"type": "Polygon", "coordinates": [[[1.0, 2.0], [2.0, 2.0]]]},
    ):
        with pytest.raises(NoShape):
            measure_geometry(wrong)
    south, west, north, east = around((36.0, 125.0), 111.195)
    assert (round(north - south, 6), east - west > north - south) == (0.002, True)


def test_words_propose_the_kind_of_the_longest_word_within_its_categories():
    kinds = {
        "pothole": Wanted(("파임", "포트홀"), frozenset()),
        "manhole": Wanted(("맨홀 뚜껑 파임",), frozenset({"roads"})),
    }
    assert propose_kind(kinds, "여기 포트홀!", None) == "pothole"
    assert propose_kind(kinds, "맨홀뚜껑 파임", None) == "pothole"
    assert propose_kind(kinds, "맨홀뚜껑 파임", "roads") == "manhole"
    assert propose_kind(kinds, "불이 켜지지 않아요", "roads") == ""


def test_days_are_medians_and_what_nine_of_ten_took_at_most():
    def fact(days, source="case"):
        safe = NOW + dt.timedelta(days=days) if days else None
        return Fact(
            kind="pothole", source=source, reported_at=NOW, made_safe_at=safe, repaired_at=None,
            open=True,
        )  # fmt: skip

    whole, own = count_hazards([fact(n) for n in range(1, 10)] + [fact(None, "round")])
    assert (own.kind, own.count, own.found, own.told) == ("pothole", 10, 1, 9)
    assert (whole.safe, whole.repaired) == ((5.0, 9.0), None)


def test_a_district_that_says_nothing_has_the_programmes_own():
    settings = Hazards()
    assert {kind.severity for kind in settings.kinds.values()} <= settings.severities.keys()
    assert all(set(one.steps) == set(STEPS) for one in settings.severities.values())
    assert Hazards.model_validate({"near": 10}).kinds.keys() == settings.kinds.keys()


def test_a_row_shows_the_first_sentence_and_how_much_of_the_time_is_over():
    words = "길에 구멍이 났어요. 어제 밤에 보았습니다."
    assert first_sentence(words) == "길에 구멍이 났어요."
    assert first_sentence("느티시장 앞\n깊습니다") == "느티시장 앞"
    assert first_sentence("하나 둘 셋 넷", longest=6) == "하나 둘…"
    assert time_used(NOW, NOW + 4 * HOUR, NOW + HOUR) == 0.25
    assert time_used(NOW, NOW + HOUR, NOW + 9 * HOUR) == 1.0
    assert time_used(NOW, NOW, NOW) == 1.0
