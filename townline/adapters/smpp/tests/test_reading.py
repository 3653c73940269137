import datetime as dt

import pytest
from hypothesis import given, strategies as st

from townline.adapters.smpp import address
from townline.adapters.smpp.codec import pdu
from townline.adapters.smpp.codec.pdu import Deliver, Malformed
from townline.adapters.smpp.incoming import Arrived, Translator
from townline.adapters.smpp.tests import bytes_
from townline.platform.conversations.ports import Delivery, Receipt, TextPart

AT = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)
LINK = address.read_all("smpp://me:secret@127.0.0.1:2775?name=one")[0]


def frame(raw: bytes) -> pdu.Frame:
    (only,), broken = pdu.Framer().feed(raw)
    assert broken is None
    return only


def translate(raw: bytes, link: address.Address = LINK) -> Delivery | Receipt:
    return Translator(link, "s").read(Arrived(frame(raw), 7, AT))


def text(raw: bytes, link: address.Address = LINK) -> Delivery:
    read = translate(raw, link)
    assert isinstance(read, Delivery)
    return read


def test_a_plain_text() -> None:
    read = text(bytes_.deliver(1, b"hello", data_coding=3))
    assert read == Delivery(
        transport="one",
        session="s",
        sequence=7,
        source_addr="821000000042",
        destination_addr="0200000100",
        data_coding=3,
        charset="latin1",
        payload=b"hello",
        received_at=AT,
    )


def test_an_empty_text_is_a_text() -> None:
    assert text(bytes_.deliver(1, b"")).payload == b""


def test_message_payload_takes_the_place_of_an_empty_short_message() -> None:
    long = "가".encode("utf-16-be") * 10_000
    read = text(bytes_.deliver(1, b"", data_coding=8, tail=bytes_.tlv(0x0424, long)))
    assert (read.payload, read.charset) == (long, "ucs2")


def test_data_sm_carries_its_text_in_message_payload() -> None:
    body = b"\0\1\1821000000042\0\0\1100\0" + bytes([0, 0, 8]) + bytes_.tlv(0x0424, b"\xac\x00")
    read = text(bytes_.unit(0x0103, 1, body))
    assert (read.payload, read.data_coding, read.source_addr) == (b"\xac\x00", 8, "821000000042")


@pytest.mark.parametrize("cut", [b"\x02", b"\x02\x0c\x00", bytes_.tlv(0x0424, b"abc")[:-1]])
def test_a_cut_parameter_is_left_out(cut: bytes) -> None:
    read = text(bytes_.deliver(1, b"hello", tail=bytes_.tlv(0x020D, b"\1") + cut))
    assert (read.payload, read.problem) == (b"hello", "")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (bytes_.unit(0x05), "service_type does not end"),
        (bytes_.unit(0x05, 1, b"\0\1"), "ton and so on"),
        (bytes_.deliver(1, b"abc", sm_length=9), "sm_length says 9, 3 are there"),
        (bytes_.deliver(1, source=b"1" * 60), "source_addr does not end"),
        (bytes_.unit(0x05, 1, bytes_.deliver_body()[:-6]), "sm_length is missing"),
    ],
)
def test_an_unreadable_unit_is_kept_whole(raw: bytes, problem: str) -> None:
    read = text(raw)
    assert (read.charset, read.payload, read.source_addr) == ("binary", raw, "")
    assert read.problem.startswith("unreadable unit: ")
    if "and so on" not in problem:
        assert problem in read.problem


def test_an_unknown_data_coding_is_kept_with_its_number() -> None:
    read = text(bytes_.deliver(1, b"\1\2", data_coding=0x55))
    assert (read.charset, read.payload) == ("binary", b"\1\2")
    assert read.problem == "data_coding 0x55 is not known on this link"


@pytest.mark.parametrize("coding", [0x0E, 0x84])
def test_korean_codings_are_cp949(coding: int) -> None:
    assert text(bytes_.deliver(1, "똠방".encode("cp949"), data_coding=coding)).charset == "cp949"


def test_a_link_maps_a_coding_its_own_way() -> None:
    url = "smpp://me:secret@127.0.0.1:2775?charset0=cp949&charset0x55=ucs2"
    (link,) = address.read_all(url)
    assert text(bytes_.deliver(1, b"x", data_coding=0), link).charset == "cp949"
    assert text(bytes_.deliver(1, b"x", data_coding=0x55), link).charset == "ucs2"


@pytest.mark.parametrize(
    ("header", "part"),
    [
        (bytes([5, 0, 3, 200, 3, 2]), TextPart(200, 3, 2)),
        (bytes([6, 8, 4, 0x12, 0x34, 3, 2]), TextPart(0x1234, 3, 2)),
        (bytes([11, 5, 4, 0, 1, 0, 2, 0, 3, 9, 2, 1]), TextPart(9, 2, 1)),
        (bytes([4, 0x24, 1, 1, 0]), None),
    ],
)
def test_headers_of_parts(header: bytes, part: TextPart | None) -> None:
    raw = bytes_.deliver(1, header + b"body", esm_class=0x40)
    if header[1] == 0x24:
        raw = bytes_.deliver(1, bytes([3, 0x24, 1, 1]) + b"body", esm_class=0x40)
    read = text(raw)
    assert (read.part, read.payload, read.problem) == (part, b"body", "")


@pytest.mark.parametrize(
    "message", [b"", b"\x05", b"\x05\x00\x03\x01", b"\x03\x00\x09\x01rest", b"\x01\x00rest"]
)
def test_a_cut_header_is_kept_raw(message: bytes) -> None:
    read = text(bytes_.deliver(1, message, esm_class=0x40))
    assert (read.charset, read.payload, read.part) == ("binary", message, None)
    assert read.problem == "user data header is cut"
    assert read.source_addr == "821000000042"


@pytest.mark.parametrize(("total", "number"), [(0, 0), (2, 0), (2, 3)])
def test_a_part_that_cannot_be_is_a_text_with_a_problem(total: int, number: int) -> None:
    header = bytes([5, 0, 3, 1, total, number])
    read = text(bytes_.deliver(1, header + b"body", esm_class=0x40))
    assert (read.part, read.payload) == (None, b"body")
    assert read.problem == f"part {number} of {total}"


def test_a_part_of_one_is_a_whole_text() -> None:
    read = text(bytes_.deliver(1, bytes([5, 0, 3, 1, 1, 1]) + b"body", esm_class=0x40))
    assert (read.part, read.problem) == (None, "")


def test_sar_parameters() -> None:
    sar = bytes_.tlv(0x020C, b"\x12\x34") + bytes_.tlv(0x020E, b"\3") + bytes_.tlv(0x020F, b"\2")
    assert text(bytes_.deliver(1, b"body", tail=sar)).part == TextPart(0x1234, 3, 2)
    without = bytes_.tlv(0x020C, b"\x12\x34") + bytes_.tlv(0x020E, b"\3")
    assert text(bytes_.deliver(1, b"body", tail=without)).part is None


def test_an_id_of_the_network_is_kept() -> None:
    given_id = bytes_.tlv(0x001E, b"abc\0")
    assert text(bytes_.deliver(1, tail=given_id)).provider_reference == "abc"
    header = bytes([5, 0, 3, 1, 2, 2])
    raw = bytes_.deliver(1, header + b"x", esm_class=0x40, tail=given_id)
    assert text(raw).provider_reference == "abc"


def test_a_receipt_without_id_is_shown_to_a_person() -> None:
    read = text(bytes_.deliver(1, b"your text is gone", esm_class=4))
    assert (read.problem, read.charset) == ("a receipt that names no text or no state", "binary")


@given(st.binary(max_size=200))
def test_no_body_makes_reading_raise(body: bytes) -> None:
    for command in (0x05, 0x0103):
        only = frame(bytes_.unit(command, 1, body))
        assert isinstance(pdu.read_deliver(only), Deliver | Malformed)
        assert isinstance(translate(only.raw), Delivery | Receipt)


@given(st.binary(max_size=160), st.integers(0, 255), st.integers(0, 255), st.binary(max_size=40))
def test_no_content_makes_translating_raise(
    message: bytes, esm_class: int, coding: int, tail: bytes
) -> None:
    raw = bytes_.deliver(1, message, esm_class=esm_class, data_coding=coding, tail=tail)
    read = translate(raw)
    if isinstance(read, Delivery):
        assert read.problem or read.charset != "binary"
        assert read.part is None or 1 <= read.part.number <= read.part.total
