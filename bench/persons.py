"""One person's data given out, and a change of keys, among the texts of many."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

from bench.scratch import LINE_NUMBER, Scratch, truncate_tables
from bench.table import Figure, log_progress, rate

TEXTS, PEOPLE = 10_000, 100
_BATCH = 500
_TRIES = 5


def measure(place: Scratch) -> list[Figure]:
    """Fill the tables; give one of the people out; then change both kinds of keys."""
    log_progress(f"{TEXTS:,} texts of {PEOPLE} people")
    truncate_tables()
    _fill()
    bare, export, texts = _bare(), *_export()
    log_progress("changing keys")
    rewritten = _rewrite(place.home / "keys.json")
    return [
        Figure(
            name=f"export of one person with {texts} texts",
            value=f"{1000 * export:,.0f} ms",
            ratio=export / bare,
            to="reading the bodies alone",
        ),
        Figure(name="change of keys: rows rewritten", value=rate(rewritten, "rows")),
    ]


def _fill() -> None:
    from townline.config.wiring import CLAIMERS
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery
    from townline.platform.core import clock

    session = str(uuid.uuid4())
    api.session_open(transport="bench-persons", session=session, now=clock.now())
    for first in range(0, TEXTS, _BATCH):
        batch = [
            Delivery(
                transport="bench-persons",
                session=session,
                sequence=number + 1,
                source_addr=f"0100000{number % PEOPLE:04}",
                destination_addr=LINE_NUMBER,
                data_coding=8,
                charset="ucs2",
                payload=f"길이 파였어요 {number}".encode("utf-16-be"),
                received_at=clock.now(),
            )
            for number in range(first, first + _BATCH)
        ]
        api.deliveries_store(deliveries=batch, receipts=[], now=clock.now())
    while api.route_batch(claimers=CLAIMERS, limit=_BATCH, now=clock.now()):
        pass


def _bare() -> float:
    """Give the seconds of reading one person's bodies with one bare statement."""
    from django.db import connection

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT body FROM conversations_incomingtext WHERE resident_id ="
                " (SELECT min(id) FROM conversations_resident)"
            )
            assert len(cursor.fetchall()) == TEXTS // PEOPLE

    return _best(read)


def _export() -> tuple[float, int]:
    from townline.casework.data_protection import api as data_protection
    from townline.casework.data_protection.person_command import server_viewer
    from townline.platform.core import clock
    from townline.platform.departments.api import Act

    exported: dict[str, object] = {}

    def give() -> None:
        nonlocal exported
        exported = data_protection.person_export(
            Act(server_viewer(), clock.now()), number="010-0000-0007", reason="bench"
        )["person"]

    seconds = _best(give)
    assert isinstance(exported["texts_in"], list)
    assert isinstance(exported["texts_out"], list)
    assert len(exported["texts_in"]) == TEXTS // PEOPLE
    return seconds, len(exported["texts_in"]) + len(exported["texts_out"])


def _best(action: Callable[[], None]) -> float:
    times = []
    for _ in range(_TRIES):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return min(times)


def _rewrite(path: Path) -> float:
    from townline.platform.conversations import api
    from townline.platform.core import clock
    from townline.platform.core.keys import crypto, keys_file, sealed

    keys_file.announce(path, field=True, lookup=True, now=clock.now())
    keys_file.promote(path)
    begun, done = time.perf_counter(), 0
    with crypto.hold_ring():
        for table in api.sealed_tables():
            done += sum(changed for _, changed in sealed.rewrite(table))
    seconds = time.perf_counter() - begun
    assert done == TEXTS + PEOPLE
    keys_file.finish(path)
    return done / seconds
