"""Cutting texts: joins back, within the limits, nothing halved; and what a draft costs."""

import pytest
from hypothesis import given, strategies as st

from townline.platform.conversations import rules
from townline.platform.core.text import charsets

GSM = charsets._ALPHABET.replace("\x1b", "") + "".join(charsets._EXTENSION.values())
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=900)
SEPTETS = st.text(st.sampled_from(GSM), min_size=1, max_size=900)


@given(body=WORDS | SEPTETS | st.text("😀가a€", min_size=1, max_size=400))
def test_segments_join_back_and_fit(body: str) -> None:
    charset, segments = rules.split(body)
    assert "".join(segments) == body
    size, limit = (
        (charsets.gsm7_septets, 160 if len(segments) == 1 else 153)
        if charset == "gsm7"
        else (charsets.ucs2_units, 70 if len(segments) == 1 else 67)
    )
    for segment in segments:
        assert 0 < size(segment) <= limit
        # Each one reads by itself: no surrogate and no escape pair lies across a cut.
        assert charsets.decode(charset, charsets.encode(charset, segment)) == (
            segment.replace("\x00", "")
        )
    assert charset == ("gsm7" if charsets.gsm7_supported(body) else "ucs2")


@pytest.mark.parametrize(
    ("body", "charset", "count"),
    [
        ("a" * 160, "gsm7", 1),
        ("a" * 161, "gsm7", 2),
        ("€" * 80, "gsm7", 1),
        ("€" * 81, "gsm7", 2),
        ("a" * 306, "gsm7", 2),
        ("a" * 307, "gsm7", 3),
        ("가" * 70, "ucs2", 1),
        ("가" * 71, "ucs2", 2),
        ("😀" * 35, "ucs2", 1),
        ("😀" * 36, "ucs2", 2),
        ("가" * 67 * 255, "ucs2", 255),
    ],
)
def test_limits(body: str, charset: str, count: int) -> None:
    found, segments = rules.split(body)
    assert (found, len(segments)) == (charset, count)


def test_an_escape_pair_moves_to_the_next_segment_whole() -> None:
    assert rules.split("a" * 152 + "€" + "b" * 20)[1] == ["a" * 152, "€" + "b" * 20]


def test_a_surrogate_pair_moves_to_the_next_segment_whole() -> None:
    assert rules.split("가" * 66 + "😀" + "나" * 20)[1] == ["가" * 66, "😀" + "나" * 20]


def test_more_than_a_network_joins_is_refused() -> None:
    with pytest.raises(rules.TooLong, match="256 segments"):
        rules.split("가" * (67 * 255 + 1))


@pytest.mark.parametrize(
    ("body", "kind", "size", "limit", "foreign"),
    [
        ("", "SMS", 0, 90, []),
        ("가" * 45, "SMS", 90, 90, []),
        ("가" * 45 + "a", "LMS", 91, 2000, []),
        ("가" * 1000, "LMS", 2000, 2000, []),
        ("가" * 1000 + ".", "too_long", 2001, 2000, []),
        ("길😀é😀", "SMS", 8, 90, ["😀", "é"]),
    ],
)
def test_what_a_draft_costs(body, kind, size, limit, foreign) -> None:
    found = rules.measure(body)
    assert (found.kind, found.bytes_cp949, found.limit) == (kind, size, limit)
    assert found.not_in_cp949 == foreign


@given(body=WORDS)
def test_a_draft_is_measured_as_it_will_be_cut(body: str) -> None:
    found = rules.measure(body)
    assert (found.charset, found.segments) == (rules.split(body)[0], len(rules.split(body)[1]))


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("길이 파였어요", "ko"),
        ("There is a hole in the road", "en"),
        ("ㅠㅠ", "ko"),
        ("LED 가로등 broken이에요", "ko"),
        ("", "ko"),
        ("119!!", "ko"),
        ("Hole near 한들역 station, please repair it soon", "en"),
    ],
)
def test_language(body: str, language: str) -> None:
    assert rules.language_guess(body) == language
