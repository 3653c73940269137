"""What we write, as an independent codec reads it."""

import dataclasses

import pytest
import smpp34

from townline.adapters.smpp import address
from townline.adapters.smpp.codec import pdu
from townline.adapters.smpp.submit import CannotBeWritten, Writer
from townline.platform.conversations.ports import QueryJob, SegmentJob


def job(content: str = "hello", charset="gsm7", number: int = 1, total: int = 1) -> SegmentJob:
    return SegmentJob(
        segment_id=1,
        text_id=1,
        source_addr="100",
        destination_addr="821000000042",
        charset=charset,
        content=content,
        number=number,
        total=total,
        concat_reference=0x1234,
        user_message_reference=513,
    )


def submit_pdu(segment: SegmentJob, options: str = "", line: str = "0200000100") -> bytes:
    (link,) = address.read_all(f"smpp://me:secret@127.0.0.1{options}")
    return pdu.write(0x04, 9, Writer(link, line).submit(segment))


def read(raw: bytes) -> smpp34.SubmitSm:
    seen = smpp34.decode(raw)
    assert isinstance(seen, smpp34.SubmitSm)
    return seen


def tlvs(seen: smpp34.SubmitSm) -> dict[int, bytes]:
    return {each.tag: each.value for each in seen.tlvs}


def test_the_fields_of_a_plain_text() -> None:
    seen = read(submit_pdu(job()))
    assert (seen.source_addr, seen.destination_addr) == ("0200000100", "821000000042")
    assert (seen.esm_class, seen.data_coding, seen.short_message) == (0, 0, b"hello")
    assert tlvs(seen) == {0x0204: b"\x02\x01"}
    assert (seen.dest_addr_ton, seen.dest_addr_npi, seen.registered_delivery) == (1, 1, 1)


def test_national_destinations() -> None:
    seen = read(submit_pdu(job(), "?dest=national"))
    assert (seen.destination_addr, seen.dest_addr_ton) == ("01000000042", 2)


def test_the_source_of_the_claim_serves_when_no_line_number_is_set() -> None:
    assert read(submit_pdu(job(), line="")).source_addr == "100"


@pytest.mark.parametrize(
    ("options", "header"),
    [("", "050003340302"), ("?concat=udh16", "06080412340302")],
)
def test_parts_carry_a_header(options: str, header: str) -> None:
    seen = read(submit_pdu(job("가나", "ucs2", 2, 3), options))
    assert seen.esm_class == 0x40
    assert seen.short_message == bytes.fromhex(header) + "가나".encode("utf-16-be")


def test_parts_by_parameters() -> None:
    seen = read(submit_pdu(job("가나", "ucs2", 2, 3), "?concat=sar"))
    assert (seen.esm_class, seen.short_message) == (0, "가나".encode("utf-16-be"))
    assert [tlvs(seen)[tag] for tag in (0x020C, 0x020E, 0x020F)] == [b"\x12\x34", b"\3", b"\2"]


def test_a_link_whose_default_is_not_gsm_gets_its_own_alphabet() -> None:
    seen = read(submit_pdu(job("café €1"), "?charset0=latin1"))
    assert (seen.data_coding, seen.short_message) == (8, "café €1".encode("utf-16-be"))
    seen = read(submit_pdu(job("café"), "?charset0=latin1"))
    assert (seen.data_coding, seen.short_message) == (0, "café".encode("latin-1"))


def test_what_does_not_fit_a_short_message_goes_as_payload() -> None:
    seen = read(submit_pdu(job("€" * 160), "?charset0=latin1"))
    assert (seen.short_message, seen.sm_length) == (b"", 0)
    assert tlvs(seen)[0x0424] == ("€" * 160).encode("utf-16-be")


@pytest.mark.parametrize(
    "wrong",
    [
        job("가", "gsm7"),
        job("\ud83d", "ucs2"),
        job("x", number=1, total=300),
        dataclasses.replace(job(), destination_addr="주민"),
    ],
)
def test_what_cannot_be_written_says_so_without_the_text(wrong: SegmentJob) -> None:
    with pytest.raises(CannotBeWritten) as error:
        submit_pdu(wrong)
    assert wrong.content not in str(error.value)


def test_a_query() -> None:
    (link,) = address.read_all("smpp://me:secret@127.0.0.1?source_ton=5&source_npi=0")
    query_job = QueryJob(segment_id=1, message_id="A1F", source_addr="100")
    assert Writer(link, "").query(query_job, "A1F") == b"A1F\0\x05\x00100\0"
