"""Nothing a network can hand over is lost, and one bad row hurts itself only."""

import pytest
from django.db import OperationalError

from townline.platform.conversations import api
from townline.platform.conversations.models import IncomingText
from townline.platform.conversations.services.incoming import intake
from townline.platform.conversations.tests.line import SimulatedLink, bodies, take_all
from townline.platform.core.keys import crypto


@pytest.mark.parametrize("length", [0, 10_000])
def test_very_short_and_very_long_texts_are_kept(line: SimulatedLink, length: int) -> None:
    line.come("가" * length)
    assert bodies() == ["가" * length]
    assert api.route_batch(claimers=[take_all], limit=5, now=line.now) == 1


@pytest.mark.parametrize(
    ("charset", "payload", "body"),
    [
        ("ucs2", b"\xac\x00\x00\x00\xac\x01", "가각"),
        ("ucs2", b"\xd8\x3d\xac\x00", "\ufffd가"),
        ("ucs2", b"\xac\x00\xd8\x3d", "가\ufffd"),
        ("ucs2", b"\xac\x00\xac", "가\ufffd"),
        ("gsm7", b"a\x80\x1b", "a\ufffd\ufffd"),
        ("gsm7", b"\x1b\x65", "€"),
        ("latin1", b"caf\xe9\x00", "café"),
        ("cp949", b"\xb0\xa1\xff", "가\ufffd"),
    ],
)
def test_bytes_that_no_column_takes(line: SimulatedLink, charset, payload, body) -> None:
    line.come(charset=charset, payload=payload)
    text = IncomingText.objects.get()
    assert text.body == body
    assert bytes(text.payload) == payload


@pytest.mark.parametrize(
    "fields",
    [{"provider_reference": "x" * 101}, {"provider_reference": "n\x00"}, {"data_coding": 99999}],
)
def test_one_bad_row_hurts_itself_only(line: SimulatedLink, fields) -> None:
    batch = [line.delivery(str(n)) for n in range(20)]
    batch[13] = line.delivery("나쁜 줄", **fields)
    stored = line.store(*batch)
    assert (stored.stored, stored.failed) == (20, [batch[13]])
    assert bodies() == [str(n) if n != 13 else "" for n in range(20)]
    bad = IncomingText.objects.get(body="")
    assert (bad.charset, bad.state) == ("binary", "failed")
    assert crypto.ring().unseal(bad.payload) == batch[13].payload
    assert bad.problem == "could not be stored as it came: DataError"


def test_a_row_that_cannot_be_kept_at_all_keeps_nothing(line: SimulatedLink) -> None:
    batch = [line.delivery("가"), line.delivery("나", session="no session")]
    with pytest.raises(ValueError, match="badly formed"):
        line.store(*batch)
    assert bodies() == []


def test_a_database_away_keeps_nothing_and_says_so(line: SimulatedLink, monkeypatch) -> None:
    def raise_outage(*_: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(intake, "rows_copy", raise_outage)
    with pytest.raises(OperationalError):
        line.come()


@pytest.mark.parametrize(
    "fields",
    [
        {"source_addr": ""},
        {"source_addr": "\x00"},
        {"source_addr": "A" * 60},
        {"source_addr": "\ud800"},
        {"destination_addr": "0" * 60},
        {"destination_addr": "\x00\ud800"},
        {"problem": "\x00" + "x" * 400},
    ],
)
def test_strange_addresses(line: SimulatedLink, fields) -> None:
    assert line.come("가", **fields).failed == []
    assert bodies() == ["가"]


def test_what_cannot_be_read_goes_to_a_person_raw(line: SimulatedLink) -> None:
    line.come(charset="binary", payload=b"\x00\x01\xff", problem="the unit ends in its middle")
    line.come(charset="binary", payload=b"\xff", data_coding=4)
    first, second = api.failed_incoming(10)
    assert (first.problem, first.body) == ("the unit ends in its middle", "")
    assert "binary" in second.problem
    assert api.route_next(claimers=[take_all], now=line.now) is None


def test_no_number_lies_readable_in_the_row(line: SimulatedLink) -> None:
    line.come()
    text = IncomingText.objects.get()
    assert b"1000000042" not in bytes(text.sender) + bytes(text.sender_lookup)
    assert text.sender_masked == "010-****-0042"
