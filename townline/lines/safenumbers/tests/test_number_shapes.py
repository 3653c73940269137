"""Safe numbers and car numbers as people write them: read in one form, or refused with a word."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from townline.lines.safenumbers.rules import numbers, plates

SAFE = st.from_regex(r"\A050[0-9]{9}\Z", fullmatch=True).map(lambda text: text[:12])
SYLLABLES = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배허하호"
CAR = st.builds(
    lambda head, syllable, tail: f"{head}{syllable}{tail:04d}",
    st.integers(10, 999),
    st.sampled_from(SYLLABLES),
    st.integers(0, 9999),
)


@given(SAFE)
def test_what_is_shown_is_read_back(number):
    shown = numbers.format_number(number)
    assert numbers.parse(shown) == number
    assert numbers.parse(numbers.e164(number)) == number
    assert [len(part) for part in shown.split("-")] == [4, 4, 4]


@pytest.mark.parametrize(
    "text",
    ["0504-0000-1234", "050400001234", "0504 0000 1234", "+82 504-0000-1234", "82504-0000-1234",
     "0082504 0000 1234", "０５０４－００００－１２３４", "(0504) 0000.1234", "+82-0504-0000-1234"],
)  # fmt: skip
def test_every_way_of_writing_is_read(text):
    assert numbers.parse(text) == "050400001234"


@pytest.mark.parametrize(
    "text",
    ["", "0504-000-1234", "05040000123", "0504-0000-12345", "0505-123-4567", "0604-0000-1234",
     "010-0000-0042", "0504-0000-123a", "+1 504 0000 1234", "안심번호", "0504-0000-1234 0504"],
)  # fmt: skip
def test_impossible_numbers_are_refused_with_what_is_accepted(text):
    with pytest.raises(numbers.NotSafeNumber, match="twelve digits that begin with 050"):
        numbers.parse(text)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    try:
        found = numbers.parse(text)
    except numbers.NotSafeNumber:
        return
    assert len(found) == 12
    assert found.startswith("050")
    assert found.isascii()


@given(CAR)
def test_a_car_is_read_however_it_is_spaced(plate):
    for text in (
        plate,
        plates.format_plate(plate),
        f" {plate[:-4]}-{plate[-4:]} ",
        " ".join(plate),
    ):
        assert plates.parse(text) == plate
    assert plates.parse(unicodedata.normalize("NFD", plate)) == plate
    masked = plates.mask_plate(plate)
    assert plate[-4:] not in masked
    assert "**" in masked


@pytest.mark.parametrize(
    "text",
    ["12가3456", "123가4568", "서울12가3456", "서울 31 바 7788", "경기1가1234", "26호1001",
     "외교 123-456", "제주 12 배 1234" , "부산 해운대 가 1234", "12육3456"],
)  # fmt: skip
def test_old_and_new_shapes_are_read(text):
    assert plates.parse(text)


@pytest.mark.parametrize(
    "text",
    ["", "1234", "12가345", "1234가5678", "12힣3456", "AB12 CDE", "12가34567", "서울", "가3456",
     "12가３４５", "010-0000-0042", "평양12가3456"],
)  # fmt: skip
def test_other_texts_are_no_cars(text):
    with pytest.raises(plates.NotPlate, match="12가 3456"):
        plates.parse(text)
