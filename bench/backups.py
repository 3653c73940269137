"""A backup of 100,000 texts, and putting it back, against PostgreSQL's own programs alone."""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.scratch import LINE_NUMBER, Scratch, folder, truncate_tables
from bench.table import Figure, log_progress

TEXTS, PEOPLE, _BATCH = 100_000, 5_000, 1000


def measure(place: Scratch) -> list[Figure]:
    """Fill the tables with texts; copy them both ways; put both copies back."""
    from townline.platform.backup import restoring, secret
    from townline.platform.backup.making import make
    from townline.platform.core import clock
    from townline.platform.core.keys import crypto

    log_progress(f"{TEXTS:,} texts")
    truncate_tables()
    _fill()
    secret.create(place.home / "backup.key")
    key = secret.read(place.home / "backup.key")
    bare = place.home / "bare.dump"
    dumped = _time_call(lambda: _dump(place.dsn, bare))
    made: list[Path] = []
    copied = _time_call(
        lambda: made.append(
            make(
                dsn=place.dsn,
                district="handeul",
                home=place.home,
                ring=crypto.ring(),
                secret=key,
                to=place.home / "copies",
                now=clock.now(),
            )
        )
    )
    log_progress("restoring")
    loaded = _into_empty(lambda dsn, _: _load(dsn, bare))
    restored = _into_empty(lambda dsn, home: restoring.put_back(made[0], key, dsn=dsn, home=home))
    return [
        Figure(
            name="backup of 100,000 texts",
            value=f"{copied:.1f} s",
            ratio=copied / dumped,
            to="pg_dump alone",
        ),
        Figure(
            name="restore of 100,000 texts",
            value=f"{restored:.1f} s",
            ratio=restored / loaded,
            to="pg_restore alone",
        ),
    ]


def _time_call(action: Callable[[], object]) -> float:
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def _dump(dsn: str, to: Path) -> None:
    from townline.platform import postgres

    with psycopg.connect(dsn) as link:
        link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        (snapshot,) = link.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        postgres.dump(dsn, schema="handeul", snapshot=snapshot, to=to)


def _load(dsn: str, source: Path) -> None:
    from townline.platform import postgres

    with psycopg.connect(dsn) as link:
        link.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public")
    postgres.restore(dsn, version=18, source=source)


def _into_empty(action: Callable[[str, Path], object]) -> float:
    from townline.platform.postgres import EmbeddedPostgres

    with folder() as home:
        server = EmbeddedPostgres(home)
        try:
            dsn = server.ensure()
            return _time_call(lambda: action(dsn, home))
        finally:
            server.stop()


def _fill() -> None:
    from townline.platform.conversations import api
    from townline.platform.conversations.ports import Delivery
    from townline.platform.core import clock

    session = str(uuid.uuid4())
    api.session_open(transport="bench-backups", session=session, now=clock.now())
    for first in range(0, TEXTS, _BATCH):
        batch = [
            Delivery(
                transport="bench-backups",
                session=session,
                sequence=number + 1,
                source_addr=f"0100000{number % PEOPLE:04}",
                destination_addr=LINE_NUMBER,
                data_coding=8,
                charset="ucs2",
                payload=f"길이 파였어요. 어제 밤에 넘어질 뻔했습니다 {number}".encode("utf-16-be"),
                received_at=clock.now(),
            )
            for number in range(first, first + _BATCH)
        ]
        api.deliveries_store(deliveries=batch, receipts=[], now=clock.now())
