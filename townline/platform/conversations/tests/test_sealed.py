"""What cannot be read may hold the sender's number: it is kept so that only the keys open it."""

from townline.platform.conversations import api
from townline.platform.conversations.models import IncomingText, ReceivedReceipt, TextPart
from townline.platform.conversations.services.outgoing import preparing
from townline.platform.conversations.tests.line import SimulatedLink
from townline.platform.core.keys import crypto

UNIT = b"\x00\x01\x01821000000042\x00\x00\xff"


def test_an_unreadable_unit_is_encrypted_and_comes_back_as_it_was(line: SimulatedLink) -> None:
    line.come(charset="binary", payload=UNIT, problem="the unit ends in its middle")
    text = IncomingText.objects.get()
    assert b"1000000042" not in bytes(text.payload)
    assert preparing.payload_opened(text) == UNIT


def test_the_hash_of_a_unit_cannot_be_tried_without_the_key(line: SimulatedLink) -> None:
    line.come(charset="binary", payload=UNIT)
    known = bytes(IncomingText.objects.get().payload_hash)
    assert known == preparing.payload_hash("binary", UNIT)
    assert known != preparing.payload_hash("ucs2", UNIT)


def test_an_unreadable_unit_that_comes_again_is_known_by_its_hash(line: SimulatedLink) -> None:
    line.come(charset="binary", payload=UNIT)
    line.cut()
    assert line.come(charset="binary", payload=UNIT).duplicates == 1
    assert IncomingText.objects.get().came_again == 1


def test_unreadable_parts_are_joined_and_stay_encrypted(line: SimulatedLink) -> None:
    first = line.part("", 1, 2, charset="binary", payload=UNIT[:9])
    line.store(first, line.part("", 2, 2, charset="binary", payload=UNIT[9:]))
    text = IncomingText.objects.get()
    assert text.state == "failed"
    assert preparing.payload_opened(text) == UNIT
    assert UNIT[:9] not in b"".join(bytes(part.payload) for part in TextPart.objects.all())


def test_a_readable_text_leaves_an_unreadable_part_encrypted(line: SimulatedLink) -> None:
    line.store(line.part("길", 1, 2), line.part("", 2, 2, charset="binary", payload=UNIT))
    text = IncomingText.objects.get()
    assert text.body == "길"
    assert bytes(text.payload) == "길".encode("utf-16-be")


def test_a_receipt_is_kept_whole_and_encrypted(line: SimulatedLink, resident) -> None:
    raw = b"id:m1 stat:DELIVRD text:821000000042"
    receipt = api.Receipt(
        transport=line.transport,
        session=line.session,
        message_id="m1",
        message_state="delivered",
        received_at=line.now,
        raw=raw,
    )
    line.tell(receipt)
    stored = ReceivedReceipt.objects.get()
    assert b"1000000042" not in bytes(stored.raw)
    assert crypto.ring().unseal(stored.raw) == raw
