import datetime as dt
from pathlib import Path

import smpp34

from townline.adapters.simulator.network import texts
from townline.adapters.simulator.network.database import open_database
from townline.adapters.simulator.smpp import segments

PHONE = "010-0000-0001"
NOON = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)


def _part(number: int, words: str) -> smpp34.SubmitSm:
    header = bytes([5, 0, 3, 7, 2, number])
    return smpp34.SubmitSm("1", "821000000001", header + words.encode(), esm_class=0x40)


def test_a_part_left_over_from_an_older_text_is_not_joined(tmp_path: Path):
    db = open_database(tmp_path / "simulator.db")
    later = NOON + dt.timedelta(hours=2)
    with db:
        for moment, unit in [
            (NOON, _part(1, "old one, ")),
            (later, _part(2, "second")),
            (later, _part(1, "first, ")),
        ]:
            message_id = segments.add(db, unit=unit, phone=PHONE, now=moment)
            segments.join(db, message_id=message_id, now=moment)
    assert [text.body for text in texts.of_phone(db, PHONE)] == ["first, second"]
    db.close()
