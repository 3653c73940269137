import struct

import pytest
from hypothesis import given, strategies as st

from townline.adapters.smpp.codec import pdu
from townline.adapters.smpp.tests import bytes_


def test_a_stream_cut_anywhere_gives_the_same_frames() -> None:
    stream = b"".join(bytes_.deliver(n, b"x" * n) for n in range(1, 20))
    whole, _ = pdu.Framer().feed(stream)
    for step in (1, 7, 16, 33):
        framer = pdu.Framer()
        pieces = [stream[at : at + step] for at in range(0, len(stream), step)]
        assert [frame for piece in pieces for frame in framer.feed(piece)[0]] == whole
    assert [frame.sequence for frame in whole] == list(range(1, 20))


@pytest.mark.parametrize("length", [0, 15, 70_001, 0xFFFFFFFF])
def test_a_length_out_of_bounds_breaks_the_stream_after_what_came_before(length: int) -> None:
    frames, broken = pdu.Framer().feed(bytes_.deliver(1) + struct.pack(">I", length))
    assert [frame.sequence for frame in frames] == [1]
    assert broken == pdu.Malformed(f"command_length {length}")


def test_the_longest_length_is_waited_for() -> None:
    framer = pdu.Framer()
    long = bytes_.unit(0x05, 1, b"\0" * (70_000 - 16))
    assert framer.feed(long[:-1]) == ([], None)
    frames, broken = framer.feed(long[-1:])
    assert (len(frames), broken) == (1, None)


@given(st.lists(st.binary(max_size=60)))
def test_no_bytes_make_it_raise(pieces: list[bytes]) -> None:
    framer = pdu.Framer()
    for piece in pieces:
        if framer.feed(piece)[1]:
            break
