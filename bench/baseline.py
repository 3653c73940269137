"""What the database itself does on this machine, in the same run."""

import time
from collections.abc import Callable

import psycopg

from bench.scratch import Scratch
from bench.table import Figure, log_progress, rate

SECONDS = 3.0
ROWS = 500
_PAYLOAD = "길이 파였어요. 살펴봐 주세요.".encode()
_INSERT = "INSERT INTO bench_raw (payload, at) VALUES (%s, now())"


def measure(place: Scratch) -> list[Figure]:
    """Insert and commit single rows, then hundreds with each commit."""
    with psycopg.connect(place.dsn, autocommit=True) as link:
        link.execute(
            "CREATE TABLE bench_raw (id bigserial PRIMARY KEY, payload bytea, at timestamptz)"
        )
        log_progress("single rows")
        single = _repeat(lambda: _single(link))
        log_progress("grouped rows")
        grouped = _repeat(lambda: _copy_rows(link)) * ROWS
        link.execute("DROP TABLE bench_raw")
    return [
        Figure(name="database alone: one row, one commit", value=rate(single, "rows")),
        Figure(
            name=f"database alone: {ROWS} rows, one commit",
            value=rate(grouped, "rows"),
            ratio=grouped / single,
            to="one row",
        ),
    ]


def _repeat(work: Callable[[], None]) -> float:
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        work()
        count += 1
    return count / (time.perf_counter() - begun)


def _single(link: "psycopg.Connection[tuple[object, ...]]") -> None:
    link.execute(_INSERT, [_PAYLOAD])


def _copy_rows(link: "psycopg.Connection[tuple[object, ...]]") -> None:
    copying = "COPY bench_raw (payload) FROM STDIN"
    with link.transaction(), link.cursor() as cursor, cursor.copy(copying) as copy:
        for _ in range(ROWS):
            copy.write_row((_PAYLOAD,))
