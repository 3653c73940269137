import pytest

from townline.adapters.smpp import receipts
from townline.adapters.smpp.codec.pdu import Deliver
from townline.adapters.smpp.receipts import ReceiptReport

WORDS = (
    b"id:0123456789 sub:001 dlvrd:001 submit date:2611251432 done date:2611251433 "
    b"stat:DELIVRD err:000 text:Hello"
)


def receipt(message: bytes = b"", **tlvs: bytes) -> Deliver:
    tags = {"id": 0x001E, "state": 0x0427, "reference": 0x0204, "error": 0x0423}
    return Deliver("1", "2", 4, 0, message, {tags[key]: value for key, value in tlvs.items()})


def test_words() -> None:
    assert receipts.read(receipt(WORDS), "same") == ReceiptReport(
        "0123456789", "delivered", None, "000"
    )


def test_words_in_small_letters_and_with_spaces() -> None:
    read = receipts.read(receipt(b"Id: ab-9 Stat: undeliv Err:12"), "same")
    assert read == ReceiptReport("ab-9", "undeliverable", None, "12")


def test_parameters_come_before_words() -> None:
    read = receipts.read(
        receipt(WORDS, id=b"77\0", state=b"\x05", reference=b"\x01\x02", error=b"\x03\x00\x08"),
        "same",
    )
    assert read == ReceiptReport("77", "undeliverable", 0x0102, "3:8")


def test_a_reference_alone_names_the_text() -> None:
    read = receipts.read(receipt(state=b"\x02", reference=b"\x00\x09"), "same")
    assert read == ReceiptReport("", "delivered", 9, "")


@pytest.mark.parametrize(
    "deliver", [receipt(b"nothing"), receipt(b"id:1"), receipt(b"stat:DELIVRD"), receipt(id=b"1\0")]
)
def test_what_names_no_text_or_no_state_is_not_a_receipt(deliver: Deliver) -> None:
    assert receipts.read(deliver, "same") is None


@pytest.mark.parametrize(
    ("form", "response", "in_receipt", "query"),
    [("hex", "0A1F", "0000002591", "A1F"), ("dec", "2591", "A1F", "2591")],
)
def test_ids_in_two_forms_are_the_same_id(
    form: receipts.IdForm, response: str, in_receipt: str, query: str
) -> None:
    stored_id = receipts.id_of_response(response, form)
    assert stored_id == receipts.id_of_receipt(in_receipt, form) == "2591"
    assert receipts.id_for_query(stored_id, form) == query


def test_ids_that_are_no_numbers_stay_as_they_are() -> None:
    for form in ("same", "hex", "dec"):
        assert receipts.id_of_response("x-1", form) == "x-1"
        assert receipts.id_of_receipt("x-1", form) == "x-1"
    assert receipts.id_of_response("007", "same") == "007"
