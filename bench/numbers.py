"""Safe numbers: looked up among 1,000,000 leased ones, and given out."""

import contextlib
import datetime as dt
import random
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bench.table import Figure, log_progress, quantile, rate

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

LEASED, LOOKS, ISSUED, LINES = 1_000_000, 2_000, 300, 10_000
_FIRST = 50_410_000_000  # 0504-1000-0000

_NUMBERS = """
INSERT INTO safenumbers_safenumber (number, pool_id, state, place)
SELECT lpad(n::text, 12, '0'), %(pool)s, 'leased', (n %% 1000003)::int
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
_LEASES = """
INSERT INTO safenumbers_lease (id, number_id, state, audience, language, via, plate, plate_lookup,
  plate_masked, code, qr_token, qr_hash, talks_unasked, consent_version, asked_at, issued_at,
  expires_at, remind_at)
SELECT gen_random_uuid(), lpad(n::text, 12, '0'), 'active', 'resident', 'ko', 'web', '\\x01',
  sha256(n::text::bytea), '12가 **56', '', '\\x01', encode(sha256(('q' || n)::bytea), 'hex'), true,
  '2026-11', %(now)s, %(now)s, %(now)s + interval '1 year', %(now)s + interval '50 weeks'
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
_PHONES = """
INSERT INTO safenumbers_ownerphone (lease_id, position, number, number_lookup, number_masked,
  number_kind, fallback)
SELECT id, 0, '\\x01', sha256(id::text::bytea), '010-****-0042', 'mobile', false
FROM safenumbers_lease
"""
_TABLES = "('safenumbers_safenumber', 'safenumbers_lease', 'safenumbers_ownerphone')"
_KEYS = f"""
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid::regclass::text IN {_TABLES}
"""  # noqa: S608 -- names of ours
_INDEXES = f"""
SELECT indexname, indexdef FROM pg_indexes
WHERE schemaname = current_schema() AND tablename IN {_TABLES}
  AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""  # noqa: S608 -- names of ours
_RAW = """
SELECT id, state, language FROM safenumbers_lease
WHERE number_id = %s AND state IN ('active', 'rotated', 'suspended')
"""


def measure() -> list[Figure]:
    """Lease a million numbers, look some of them up, and give more out."""
    from townline.platform.core import clock

    now = clock.now()
    _make(now)
    try:
        return [*_looking(), *_issuing(now)]
    finally:
        _clear()


def _clear() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE safenumbers_pool CASCADE")


def _make(now: dt.datetime) -> None:
    from django.db import connection, transaction

    from bench.scratch import DISTRICT
    from townline.config import loading
    from townline.lines.safenumbers.models import Pool

    loading.load(DISTRICT, with_staff=True)
    log_progress(f"{LEASED:,} leased numbers")
    last = _FIRST + LEASED - 1
    pool = Pool.objects.create(first=f"{_FIRST:012}", last=f"{last:012}", quarantine_days=90)
    values = {"pool": pool.pk, "first": _FIRST, "last": last, "now": now}
    with transaction.atomic(), connection.cursor() as cursor, _bare(cursor):
        for statement in (_NUMBERS, _LEASES, _PHONES):
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextlib.contextmanager
def _bare(cursor: "CursorWrapper") -> Iterator[None]:
    """Fill tables without their indexes and keys, which are made afterwards in one go."""
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    # Foreign keys first when dropped, last when made: they need the others' keys.
    cursor.execute(_KEYS)
    keys = cursor.fetchall()
    cursor.execute(_INDEXES)
    indexes = cursor.fetchall()
    for table, name, _ in keys:
        cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in indexes:
        cursor.execute(definition)
    for table, name, definition in keys:
        cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _looking() -> list[Figure]:
    from django.db import connection

    from townline.lines.safenumbers import api

    rng = random.Random(7)  # noqa: S311 -- the same numbers each time
    wanted = [f"{_FIRST + rng.randrange(LEASED):012}" for _ in range(LOOKS)]

    def raw(number: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_RAW, [number])
            assert cursor.fetchone() is not None

    def ours(number: str) -> None:
        assert api.lease_by_number(number) is not None

    def page(_number: str) -> None:
        api.leases_page(state=None, page=1)

    bare, found = _lookup_times(raw, wanted), _lookup_times(ours, wanted)
    listed = _lookup_times(page, wanted[:100])
    return [
        Figure(name="safe numbers: bare SQL, one of 1,000,000 leased, p50", value=_ms(bare)),
        Figure(
            name="safe numbers: looked up among 1,000,000 leased, p50; p99",
            value=f"{_ms(found)}; {_ms(found, 0.99)}",
            ratio=quantile(found, 0.5) / quantile(bare, 0.5),
            to="bare SQL",
        ),
        Figure(name="safe numbers: a page of the list of 1,000,000, p50", value=_ms(listed)),
    ]


def _lookup_times(look: Callable[[str], None], wanted: list[str]) -> list[float]:
    times = []
    for number in wanted:
        begun = time.perf_counter()
        look(number)
        times.append(time.perf_counter() - begun)
    return times


def _ms(times: list[float], share: float = 0.5) -> str:
    return f"{quantile(times, share) * 1000:.2f} ms"


def _issuing(now: dt.datetime) -> list[Figure]:
    from townline.lines.safenumbers import api

    first, last = "050420000000", "050420019999"
    api.pools_load([api.PoolEntry(first, last, 90)], now=now)
    begun = time.perf_counter()
    for n in range(ISSUED):
        lease_request = api.LeaseRequest(
            plate=f"{100 + n}가{n:04d}",
            phones=[f"010-0000-{n:04d}"],
            audience=api.Audience.RESIDENT,
            language="ko",
            consent="2026-11",
        )
        api.lease_issue(by=api.OWNER, wish=lease_request, via=api.Via.WEB, now=now)
    single = ISSUED / (time.perf_counter() - begun)
    lines = "\n".join(f"{100 + n // 100}나{n:04d},010-0000-{n:04d}" for n in range(LINES))
    begun = time.perf_counter()
    done = api.bulk_issue(
        by=api.OWNER, content=f"plate,phone\n{lines}".encode(), dry=False, now=now
    )
    assert done.issued == LINES
    table = LINES / (time.perf_counter() - begun)
    return [
        Figure(name="safe numbers: issued one by one, owner texted", value=rate(single, "numbers")),
        Figure(
            name=f"safe numbers: issued from a table of {LINES:,} lines",
            value=rate(table, "numbers"),
            ratio=table / single,
            to="one by one",
        ),
    ]
