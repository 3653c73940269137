"""Whatever is written, finding a place ends, and tells words that stand in the text."""

import unicodedata

from hypothesis import given, strategies as st

from townline.platform.triage.rules.places import find
from townline.platform.triage.tests.test_places import KNOWN

PIECES = [
    "달빛역",
    "달빛로",
    "옥샘",
    "동",
    "3번출구",
    "12-3",
    "길",
    "에서",
    "까지",
    "사이",
    "exit",
    "-",
    "먼섬",
    "Dalbit",
    "ro",
    "제",
    "1가",
    "처럼",
    "①",
    "으로",
    "달동1가",
    "대숲아파트",
]
PUT_TOGETHER = st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=12).map("".join)


@given(st.one_of(st.text(max_size=200), PUT_TOGETHER))
def test_a_text_of_any_kind_is_read_to_its_end(text):
    place = find(text, KNOWN, (37.05, 127.05))
    assert place is not None
    whole = unicodedata.normalize("NFC", text)
    assert all(_plain(words) in _plain(whole) for words in place.words)
    assert not place.dong or KNOWN.naming.of(place.dong)


def _plain(words: str) -> str:
    return words.translate(str.maketrans("①②③④⑤⑥⑦⑧⑨", "123456789"))
