"""Texts that the office had on a phone before the line began, brought along like anybody's."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from townline.casework.importing import api as importing
from townline.casework.importing.api import OldText
from townline.platform.core import district
from townline.platform.core.history.audit import SERVER
from townline.platform.core.text import msisdn


def before(now: dt.datetime, folder: Path) -> int:
    """Bring along what ``before.json`` tells; returns how many cases it made."""
    return import_talks(json.loads((folder / "before.json").read_text(encoding="utf-8")), now)


def import_talks(talks: list[dict[str, Any]], now: dt.datetime) -> int:
    """Bring along talks of the office's phone as finished cases; returns how many it made."""
    texts = sorted((text for talk in talks for text in _texts(talk, now)), key=lambda t: t.at)
    exchanges = []
    for number in dict.fromkeys(text.number for text in texts):
        own = [text for text in texts if text.number == number]
        exchanges += importing.texts_paired(own, window=importing.USUAL_WINDOW)[0]
    done = importing.texts_import(
        exchanges=exchanges,
        destination_addr="".join(filter(str.isdigit, district.line_number())),
        actor=SERVER,
        now=now,
    )
    return done.cases


def _texts(talk: dict[str, Any], now: dt.datetime) -> Iterator[OldText]:
    day = now.astimezone(district.current().zone) - dt.timedelta(days=talk["days_ago"])
    hour, minute = map(int, talk["at"].split(":"))
    first = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
    for entry in talk["texts"]:
        yield OldText(
            number=msisdn.parse(f"010-0000-{talk['sender']}").value,
            at=first + dt.timedelta(hours=entry.get("after_hours", 0)),
            outgoing="out" in entry,
            body=entry.get("out") or entry["text"],
        )
