"""Notices of pressed keys as they come over TCP: in pieces, several at once, and broken ones."""

import pytest
from hypothesis import given, strategies as st

from townline.adapters.sip.stack.media import bencode
from townline.adapters.sip.stack.media.keys import Keys, Pressed

ONE = (
    b"0b40d2160f222bca d6:notify6:onDTMF4:datad4:tagsl1:be6:callid3:c.110:source_tag1:b"
    b"4:type4:DTMF9:source_ip9:127.0.0.19:timestampi1795634784e5:eventi10e8:durationi120eee\n"
)


@given(st.lists(st.integers(1, 40), max_size=30))
def test_notices_are_told_once_however_they_are_cut(cuts):
    received = []
    keys = Keys("127.0.0.1", 1, received.append, lambda: None)
    data, held = ONE * 3, b""
    for size in [*cuts, len(data)]:
        held = keys._take(held + data[:size])
        data = data[size:]
    assert received == [Pressed("c.1", "b", "*")] * 3
    assert held == b""


@given(st.binary(max_size=60))
def test_no_octets_do_more_than_be_refused(raw):
    try:
        _, end = bencode.read(raw)
    except (bencode.Incomplete, bencode.Malformed):
        return
    assert end <= len(raw)


def test_nothing_is_read_too_deep():
    with pytest.raises(bencode.Malformed):
        bencode.read(b"l" * 500 + b"e" * 500)
