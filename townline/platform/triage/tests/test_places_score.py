"""What is measured of places: names that overlap are one, what is not the district's is told."""

from townline.platform.triage.rules.places import GazetteerEntry, assemble
from townline.platform.triage.rules.places.scoring import HitShare, places_score
from townline.platform.triage.tests.test_places import DONGS, KNOWN, LAND, ROWS


def score(*rows):
    return places_score(rows, KNOWN)


def test_an_office_s_dong_and_one_of_the_land_register_are_one_where_they_overlap():
    for dong in ("달동1가", "달1가1동", "달1가제1동", "달동"):
        assert score({"text": "달빛초 앞", "dong": dong}).recall == HitShare(1, 1)
    assert score({"text": "달빛초 앞", "dong": "달1가2동"}).precision == HitShare(0, 1)


def test_a_dong_where_none_is_stated_counts_against_precision():
    result = score({"text": "달빛역 앞", "dong": None}, {"text": "고맙습니다", "dong": None})
    assert (result.precision, result.recall) == (HitShare(0, 1), HitShare(0, 0))
    assert result.misses[0].found == "달동1가"


def test_a_name_for_several_dongs_tells_none_where_none_is_told():
    assert score({"text": "달동에 눈이 와요", "dong": None}).precision == HitShare(0, 0)
    assert score({"text": "달동에 눈이 와요", "dong": "달동2가"}).precision == HitShare(1, 1)


def test_missing_fields_are_skipped_and_foreign_dongs_counted_apart():
    result = score({"text": "달빛역"}, {"dong": "달동"}, {"text": "먼섬역 앞", "dong": "먼섬동"})
    assert (result.recall.total, result.unknown) == (0, 1)


def test_places_are_compared_by_name():
    assert score({"text": "달빛역 3번출구", "dong": "달동", "place": "달빛역"}).places == HitShare(
        1, 1
    )
    assert score({"text": "없는 곳", "dong": None, "place": "달빛역"}).places == HitShare(0, 1)


def test_intervals_hold_what_they_are_of():
    low, high = HitShare(90, 100).interval
    assert 0.82 < low < 0.9 < high < 0.95
    assert HitShare(0, 0).interval == (0.0, 1.0)


def test_names_of_dongs_in_every_way_of_writing():
    rows = [*ROWS, GazetteerEntry("dong", "샘2·3가동", "", (), ("달동1가",))]
    naming = assemble(rows, [*DONGS, ("샘2·3가동", "", "달동1가")], LAND).naming
    for name in ("샘2.3가동", "샘제2,3가동", "샘23가동"):
        assert naming.agree(name, "달동1가"), name
