"""What the line submitted, and how a phone joins it."""

import datetime as dt
import sqlite3
from dataclasses import dataclass

import smpp34

from townline.adapters.simulator.network import texts
from townline.adapters.simulator.smpp import coding, frames

_UDH = 0x40
_TOGETHER = dt.timedelta(hours=1)
# Information elements that carry reference, total and number: id -> octets of the reference.
_CONCATENATION = {0x00: 1, 0x08: 2}


@dataclass(frozen=True, slots=True)
class SegmentPart:
    """Which part of which long text: ``number`` of ``total``, from 1."""

    reference: int | None
    total: int
    number: int


def read(unit: smpp34.SubmitSm) -> tuple[SegmentPart, bytes]:
    """Take the header off a submitted segment. Broken headers are shown as part of the text."""
    message = unit.short_message or frames.tlv(unit, frames.TLV_MESSAGE_PAYLOAD) or b""
    if unit.esm_class & _UDH and message and message[0] < len(message):
        end = 1 + message[0]
        return _from_header(message[1:end]), message[end:]
    return _from_parameters(unit), message


def _from_header(header: bytes) -> SegmentPart:
    while len(header) >= 2:  # noqa: PLR2004 -- an element has at least its id and its length
        kind, length = header[0], header[1]
        value, header = header[2 : 2 + length], header[2 + length :]
        width = _CONCATENATION.get(kind)
        if width is not None and len(value) == width + 2:
            return _sane(int.from_bytes(value[:width]), value[width], value[width + 1])
    return SegmentPart(None, 1, 1)


def _from_parameters(unit: smpp34.SubmitSm) -> SegmentPart:
    tags = (
        frames.TLV_SAR_MSG_REF_NUM,
        frames.TLV_SAR_TOTAL_SEGMENTS,
        frames.TLV_SAR_SEGMENT_SEQNUM,
    )
    reference, total, number = (frames.small(unit, tag) for tag in tags)
    if reference is None or total is None or number is None:
        return SegmentPart(None, 1, 1)
    return _sane(reference, total, number)


def _sane(reference: int, total: int, number: int) -> SegmentPart:
    return (
        SegmentPart(reference, total, number) if 1 <= number <= total else SegmentPart(None, 1, 1)
    )


def add(db: sqlite3.Connection, *, unit: smpp34.SubmitSm, phone: str, now: dt.datetime) -> int:
    """Keep a submitted segment in the open transaction and give its message id."""
    part, payload = read(unit)
    cursor = db.execute(
        "INSERT INTO segments (phone, source_addr, reference, total, number, data_coding, payload,"
        " user_message_reference, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            phone,
            unit.source_addr,
            part.reference,
            part.total,
            part.number,
            unit.data_coding,
            payload,
            frames.small(unit, frames.TLV_USER_MESSAGE_REFERENCE),
            now.isoformat(),
        ),
    )
    return int(cursor.lastrowid or 0)


def join(db: sqlite3.Connection, *, message_id: int, now: dt.datetime) -> bool:
    """Show a text on the phone once all its parts are there. True if one appeared."""
    last = find(db, message_id)
    assert last is not None  # noqa: S101 -- written a line ago, in the same transaction
    group = _group(db, last)
    parts = {row["number"]: row for row in group}
    if len(parts) < last["total"]:
        return False
    payload = b"".join(parts[number]["payload"] for number in sorted(parts))
    body = coding.decode(last["data_coding"], payload)
    text_id = texts.add(
        db, phone=last["phone"], direction="received", body=body, parts=len(parts), now=now
    )
    db.executemany(
        "UPDATE segments SET text_id = ? WHERE id = ?", [(text_id, row["id"]) for row in group]
    )
    return True


def _group(db: sqlite3.Connection, last: sqlite3.Row) -> list[sqlite3.Row]:
    if last["reference"] is None:
        return [last]
    # References come round again: what is left of an older text is not part of this one.
    oldest = dt.datetime.fromisoformat(last["at"]) - _TOGETHER
    return db.execute(
        "SELECT * FROM segments WHERE text_id IS NULL AND phone = ? AND source_addr = ?"
        " AND reference = ? AND total = ? AND at > ? ORDER BY id",
        (last["phone"], last["source_addr"], last["reference"], last["total"], oldest.isoformat()),
    ).fetchall()


def find(db: sqlite3.Connection, message_id: int) -> sqlite3.Row | None:
    """Find an accepted segment by its message id."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM segments WHERE id = ?", (message_id,)
    ).fetchone()
    return row


def of_phone(db: sqlite3.Connection, phone: str) -> list[sqlite3.Row]:
    """List all segments the line submitted for a phone, oldest first."""
    return db.execute("SELECT * FROM segments WHERE phone = ? ORDER BY id", (phone,)).fetchall()
