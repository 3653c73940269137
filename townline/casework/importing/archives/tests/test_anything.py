"""Whatever a file holds, reading it ends: with texts, with lines that tell what is wrong, or no."""

import datetime as dt
import io
import string
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings, strategies as st

from townline.casework.importing.archives import (
    FORMATS,
    Bad,
    Left,
    PastText,
    Place,
    UnreadableFile,
    read,
)
from townline.casework.importing.archives.moments import moment

PLACE = Place(
    zone=ZoneInfo("Asia/Seoul"),
    now=dt.datetime(2026, 11, 25, tzinfo=dt.UTC),
    own=frozenset({"+8220000100"}),
)
FIELDS = ("address", "date", "type", "body", "msg_box", "sub", "ct", "text", "data")
values = st.one_of(
    st.sampled_from(["1", "2", "3", "null", "", "01000000042", "엄마", "1772413200000", "0", "-1"]),
    st.text(max_size=12),
)
tags = st.sampled_from(["smses", "sms", "mms", "parts", "part", "addrs", "addr", "x"])


def _escape(text: str) -> str:
    sound = (c for c in text if c.isprintable() or c in "\n\t")
    names = {"&": "&amp;", "<": "&lt;", '"': "&quot;"}
    return "".join(names.get(c, c) for c in sound)


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> str:
    name = draw(tags)
    fields = draw(st.dictionaries(st.sampled_from(FIELDS), values, max_size=6))
    inside = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    attributes = " ".join(f'{key}="{_escape(value)}"' for key, value in fields.items())
    return f"<{name} {attributes}>{inside}</{name}>"


def _all(data: bytes, kind: str = "auto") -> list[object]:
    try:
        return list(read(io.BytesIO(data), PLACE, kind))
    except UnreadableFile:
        return []


def _sound(items: list[object]) -> None:
    assert all(isinstance(item, PastText | Bad | Left) for item in items)
    for item in items:
        if isinstance(item, PastText):
            assert item.at.tzinfo is not None
            assert item.at.year >= 1995
            assert item.line >= 1


@given(st.binary(max_size=300), st.sampled_from(["auto", *FORMATS]))
@example(b"\xff\xfe<", "android")
@example(b"a,b\n\x00", "iphone")
@example(b"\xef\xbb\xbf", "townline")
def test_any_bytes(data: bytes, kind: str) -> None:
    _sound(_all(data, kind))


@settings(max_examples=40)
@given(st.lists(elements(), max_size=4), st.integers(0, 400))
def test_any_xml_whole_or_cut(inside: list[str], cut: int) -> None:
    whole = f"<smses>{''.join(inside)}</smses>".encode()
    _sound(_all(whole))
    _sound(_all(whole[:cut]))


cells = st.text(alphabet=string.printable + "가나다,\"';\n", max_size=20)


@given(
    st.lists(st.lists(cells, min_size=4, max_size=5), max_size=6),
    st.sampled_from(["utf-8", "utf-16", "cp949"]),
)
def test_any_table(rows: list[list[str]], encoding: str) -> None:
    lines = ["number,direction,at,text", *(",".join(row) for row in rows)]
    _sound(_all("\n".join(lines).encode(encoding, "ignore")))


@given(st.integers(946_684_800, 1_793_491_200))
def test_each_way_to_write_a_moment_is_read_as_that_moment(seconds: int) -> None:
    wanted = dt.datetime.fromtimestamp(seconds, PLACE.zone)
    naive = wanted.replace(tzinfo=None)
    half = "오전" if naive.hour < 12 else "오후"
    hour = naive.hour % 12 or 12
    ways = [
        naive.isoformat(sep=" "),
        wanted.isoformat(),
        wanted.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        naive.strftime("%Y%m%d%H%M%S"),
        f"{naive.year}. {naive.month}. {naive.day}. {half} {hour}:{naive:%M:%S}",
        f"{naive.year}년 {naive.month}월 {naive.day}일 (월) {half} {hour}:{naive:%M:%S}",
        f"{naive.month}/{naive.day}/{naive.year}, {hour}:{naive:%M:%S}\u202f{naive:%p}",
        f"{naive:%b} {naive.day}, {naive.year} at {hour}:{naive:%M:%S} {naive:%p}",
        str(int(wanted.timestamp() * 1000)),
    ]
    for way in ways:
        assert moment(way, PLACE) == wanted, way
