"""A text's place is found by names as residents write them, and not where there is none."""

import pytest

from townline.platform.triage.rules.places import (
    FoundPlace,
    GazetteerEntry,
    assemble,
    find,
    landmark,
)


def _box(name, english, corner, far):
    (west, south), (east, north) = corner, far
    ring = [[west, south], [east, south], [east, north], [west, north]]
    return {
        "properties": {"name_ko": name, "name_en": english},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


LAND = {
    "features": [
        _box("달동1가", "Dal-dong 1-ga", (127.0, 37.0), (127.1, 37.1)),
        _box("달동2가", "Dal-dong 2-ga", (127.1, 37.0), (127.2, 37.1)),
        _box("옥샘동", "Oksaem-dong", (127.0, 37.1), (127.2, 37.2)),
    ]
}
DONGS = [
    ("달1가1동", "Dal 1-ga 1-dong", "달동1가"),
    ("달1가2동", "Dal 1-ga 2-dong", "달동1가"),
    ("달2가동", "Dal 2-ga-dong", "달동2가"),
    ("옥샘동", "Oksaem-dong", "옥샘동"),
]
ROWS = [
    GazetteerEntry("dong", "달동", "Dal-dong", (), ("달동1가", "달동2가")),
    GazetteerEntry(
        "station", "달빛역", "Dalbit Station", ("Dalbit Stn",), ("달동1가",), 37.05, 127.05
    ),
    GazetteerEntry("exit", "달빛역 5번 출구", "", (), ("달동2가",)),
    GazetteerEntry("road", "달빛로", "Dalbit-ro", (), ("달동1가", "달동2가", "-")),
    GazetteerEntry("road", "은모래길", "Eunmorae-gil", (), ("옥샘동",)),
    GazetteerEntry("stretch", "달빛로 1-100", "", (), ("달동1가",)),
    GazetteerEntry("stretch", "달빛로 101-199", "", (), ("달동2가",)),
    GazetteerEntry("stretch", "달빛로 102-200", "", (), ("옥샘동",)),
    GazetteerEntry("stretch", "달빛로 1길-9길", "", (), ("달동2가",)),
    GazetteerEntry("address", "은모래길 12-3", "", (), ("옥샘동",), 37.15, 127.05),
    GazetteerEntry("lot", "옥샘동 66-2", "", (), ("옥샘동",), 37.16, 127.06),
    GazetteerEntry("school", "달빛초등학교", "Dalbit Elementary School", (), ("달1가1동",)),
    GazetteerEntry("apartment", "달빛푸른아파트", "Dalbit Blue Apartments", (), ("달1가2동",)),
    GazetteerEntry(
        "market", "옥샘전통시장", "Oksaem Market", ("옥샘시장",), ("옥샘동",), 37.17, 127.1
    ),
    GazetteerEntry("apartment", "대숲아파트", "", (), ("달동1가",)),
    GazetteerEntry("apartment", "대숲아파트", "", (), ("옥샘동",)),
    GazetteerEntry("office", "달구청", "Dal-gu Office", (), ("달동2가",)),
    GazetteerEntry("stream", "달빛천", "Dalbit Stream", (), ("달동1가", "옥샘동", "-")),
    GazetteerEntry("word", "옥샘물"),
    GazetteerEntry("outside", "먼섬역", "Meonseom Station", ("먼섬",)),
    landmark("달빛로 55", "55 Dalbit-ro", "달동1가", 37.06, 127.06),
]
KNOWN = assemble(ROWS, DONGS, LAND)


def find_place(text: str, point: tuple[float, float] | None = None) -> FoundPlace:
    place = find(text, KNOWN, point)
    assert place is not None, text
    return place


@pytest.mark.parametrize(
    ("text", "name", "dong"),
    [
        ("달빛역 앞 보도가 꺼졌어요", "달빛역", "달동1가"),
        ("달빛역앞보도가꺼졌어요", "달빛역", "달동1가"),
        ("달빛역 3번출구 쪽에 쓰레기", "달빛역 3번 출구", "달동1가"),
        ("달빛역 ⑤번 출구 에스컬레이터", "달빛역 5번 출구", "달동2가"),
        ("hole near Dalbit Station exit 3", "달빛역 3번 출구", "달동1가"),
        ("Exit 5 of Dalbit stn is flooded", "달빛역 5번 출구", "달동2가"),
        ("은모래길 12-3 담이 기울었어요", "은모래길 12-3", "옥샘동"),
        ("은모래길12-3담이 기울었어요", "은모래길 12-3", "옥샘동"),
        ("은모래3길 하수구", "은모래3길", "옥샘동"),
        ("달빛로 55 앞", "달빛로 55", "달동1가"),
        ("달빛로 77 앞", "달빛로 77", "달동1가"),
        ("달빛로 121 가게", "달빛로 121", "달동2가"),
        ("달빛로 122 가게", "달빛로 122", "옥샘동"),
        ("달빛로4길 7 계단", "달빛로4길 7", "달동2가"),
        ("77 Dalbit-ro is noisy", "달빛로 77", "달동1가"),
        ("옥샘동 66-2번지 지붕", "옥샘동 66-2", "옥샘동"),
        ("달동1가 656-335 도로 파임", "달동1가 656-335", "달동1가"),
        ("달1가제1동 골목", "달1가1동", "달1가1동"),
        ("달일가이동 골목이요", "달1가2동", "달1가2동"),
        ("달빛초 앞 횡단보도", "달빛초등학교", "달1가1동"),
        ("달동달빛푸른 정문", "달빛푸른아파트", "달1가2동"),
        ("옥샘시장 주차장", "옥샘전통시장", "옥샘동"),
        ("옥샘전통시잔 입구", "옥샘전통시장", "옥샘동"),
        ("옥샘 쪽 언덕 미끄러워요", "옥샘동", "옥샘동"),
        ("I live in Oksaem-dong", "옥샘동", "옥샘동"),
        ("달동에서 왔어요", "달동", "달동"),
        ("달구청 민원실 좌석", "달구청", "달동2가"),
    ],
)
def test_a_place_is_found_as_people_write_it(text, name, dong):
    place = find_place(text)
    assert (place.name_ko, place.dong) == (name, dong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "😀😀",
        "옥샘물 맛있어요",
        "그 길로 쭉 가면 전봇대",
        "이쪽으로 오는 버스",
        "옥샘동처럼 우리도 해 주세요",
        "Why does Dalbit Station have a lift",
        "달구청에 감사드립니다",
        "달구청장님 안녕하세요",
        "달빛역 도보 3분 상가 임대",
        "달리기 대회 언제 하나요",
        "\x00\x01\ud800",
        "가" * 10_000,
    ],
)
def test_where_no_place_is_named_none_is_found(text):
    assert find(text, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("옥샘동 사는데 달빛역 앞에 구멍", "달빛역"),
        ("달빛역 가는 길인데 옥샘시장 앞에 사람이 쓰러졌어요", "옥샘전통시장"),
        ("먼섬역에서 왔는데 달빛역 앞이 지저분해요", "달빛역"),
        ("먼섬처럼 말고 옥샘시장 앞을 치워 주세요", "옥샘전통시장"),
        ("먼섬역 앞에서 다리 건너 옥샘시장까지 어두워요", "옥샘전통시장"),
        ("달동에서 달빛로 이사했는데 봉투를 그대로 쓰나요", "달동"),
    ],
)
def test_the_matter_counts_not_where_somebody_lives_or_goes(text, name):
    assert find_place(text).name_ko == name


def test_a_place_elsewhere_is_told_without_a_dong():
    place = find_place("먼섬역 앞에 쓰레기가 많아요")
    assert (place.kind, place.name_ko, place.dong, place.sure) == ("outside", "먼섬역", "", False)


@pytest.mark.parametrize("text", ["달빛로에 차가 서 있어요", "달빛천 산책로가 어두워요"])
def test_what_runs_through_several_dongs_tells_none(text):
    assert find_place(text).dong == ""


def test_another_name_narrows_what_is_told():
    assert find_place("옥샘동 달빛천 산책로").dong == "옥샘동"
    assert find_place("옥샘동 대숲아파트 앞").dong == "옥샘동"
    alone = find_place("대숲아파트 앞")
    assert (alone.dong, alone.sure) == ("", False)


def test_a_dong_said_right_before_a_name_outdoes_the_list():
    place = find_place("옥샘동 달빛푸른아파트 옆")
    assert (place.name_ko, place.dong, place.sure) == ("달빛푸른아파트", "옥샘동", False)


def test_a_dong_without_its_last_syllable_needs_a_word_of_place():
    assert find_place("옥샘 영화관 뒤").name_ko == "옥샘동"
    assert find("옥샘 임씨 족보", KNOWN) is None


def test_what_lies_between_two_places_is_told_as_both():
    place = find_place("달빛역에서 달빛초까지 인도가 없어요")
    assert (place.name_ko, place.dong) == ("달빛역~달빛초등학교", "달1가1동")
    assert find_place("달빛역이랑 옥샘시장 사이").dong == ""


def test_a_guessed_number_is_told_as_not_certain():
    assert find_place("은모래길 12-3 앞").sure
    assert find_place("은모래길 12-3 앞").latitude == 37.15
    assert find_place("옥샘전통시잔 입구").sure is False


def test_the_words_stand_as_they_were_written():
    assert find_place("어제 달빛역  3 번 출구에서").words == ("달빛역  3 번 출구",)


# The photo


def test_a_photo_alone_tells_the_dong_and_the_nearest_place():
    place = find_place("구멍이 났어요", (37.0501, 127.0502))
    assert (place.source, place.dong, place.name_ko) == ("photo", "달동1가", "달빛역")


def test_words_and_photo_that_agree_are_both():
    place = find_place("달빛역 앞 구멍", (37.0501, 127.0502))
    assert (place.source, place.sure) == ("both", True)


def test_where_they_disagree_the_words_count_and_it_is_not_certain():
    place = find_place("달빛역 앞 구멍", (37.15, 127.1))
    assert (place.source, place.sure, place.dong) == ("text", False, "달동1가")


def test_a_photo_narrows_a_long_road_and_outdoes_a_place_elsewhere():
    place = find_place("달빛로에 구멍", (37.15, 127.1))
    assert (place.name_ko, place.dong, place.source) == ("달빛로", "옥샘동", "both")
    place = find_place("먼섬역처럼 아니고 먼섬역 앞", (37.0501, 127.0502))
    assert (place.source, place.dong, place.sure) == ("photo", "달동1가", False)


def test_a_photo_from_elsewhere_tells_nothing():
    assert find("구멍이 났어요", KNOWN, (35.0, 129.0)) is None


@pytest.mark.parametrize("phone", ["010-0000-0042", "01000000042", "010 0000 0042", "02-0000-0042"])
def test_a_telephone_number_is_no_part_of_a_house_number(phone):
    assert find_place(f"맨홀 뚜껑이 들썩거려요 달빛로 55 {phone}").name_ko == "달빛로 55"
