"""What was erased is on no disk after the next night: not in the tables' files, not in the log."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import homes
from townline.casework.data_protection.records import rewriting
from townline.platform.core.history import audit, marks
from townline.platform.core.personal_data.persons import EVENT, WORDS
from townline.platform.postgres import EmbeddedPostgres

CANARY = "canary-of-erased-words"


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedPostgres]:
    with homes.home("tl-erased-") as home:
        made = EmbeddedPostgres(home)
        made.ensure()
        yield made
        made.stop()


@pytest.fixture
def link(server: EmbeddedPostgres) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.dsn, autocommit=True) as made:
        made.execute("CREATE SCHEMA town")
        made.execute("CREATE TABLE town.text (id int PRIMARY KEY, body text)")
        made.execute("CREATE TABLE town.still (id int PRIMARY KEY)")
        yield made
        made.execute("DROP SCHEMA town CASCADE")


def fill_and_erase(link: psycopg.Connection) -> None:
    rows = "SELECT n, %s || n || repeat('x', 3000) FROM generate_series(1, 300) n"
    link.execute(f"INSERT INTO town.text {rows}", [CANARY])
    link.execute("INSERT INTO town.text SELECT n, %s FROM generate_series(301, 900) n", [CANARY])
    link.execute("ANALYZE town.text")
    link.execute("CHECKPOINT")
    link.execute("UPDATE town.text SET body = %s", [WORDS])
    link.execute("CHECKPOINT")


def holding(data: Path) -> set[str]:
    """Name the folders of the data that hold the canary in any file."""
    files = (path for path in data.rglob("*") if path.is_file())
    return {
        path.relative_to(data).parts[0] for path in files if CANARY.encode() in path.read_bytes()
    }


def test_it_is_in_no_file_afterwards(server, link):
    fill_and_erase(link)
    # The control: erased, and still there.
    assert holding(server.places.data) == {"base", "pg_wal"}
    done = rewriting.rewritten(link, "town", {})
    assert done is not None
    assert done.log
    assert holding(server.places.data) == set()
    assert link.execute("SELECT DISTINCT body FROM town.text").fetchall() == [(WORDS,)]


def test_only_what_changed_is_written_anew(link):
    fill_and_erase(link)
    link.execute("SELECT pg_stat_force_next_flush()")
    known = rewriting.rewritten(link, "town", {}).changed
    assert set(known) == {"text", "still"}
    assert rewriting.rewritten(link, "town", known).changed == {}


def test_while_a_table_is_in_use_it_waits_for_the_next_time(server, link):
    fill_and_erase(link)
    with psycopg.connect(server.dsn) as other:
        other.execute("SELECT 1 FROM town.text LIMIT 1")
        assert rewriting.rewritten(link, "town", {}) is None
        assert "base" in holding(server.places.data)
    assert rewriting.rewritten(link, "town", {}) is not None
    assert holding(server.places.data) == set()


def test_a_second_worker_leaves_it_to_the_first(server, link):
    assert rewriting.rewritten(link, "town", {}) is not None
    with psycopg.connect(server.dsn, autocommit=True) as other:
        assert rewriting.rewritten(other, "town", {}) is None


@pytest.mark.django_db
def test_it_is_due_in_the_night_after_an_erasure(world, district):
    night = dt.datetime(2026, 11, 25, 4, tzinfo=district.zone)
    assert not rewriting.is_due(night)
    actor = audit.SYSTEM
    audit.record(audit.AuditEntry(subject="resident:1", event=EVENT, actor=actor, at=night))
    tomorrow = night + dt.timedelta(days=1)
    assert rewriting.is_due(tomorrow)
    assert not rewriting.is_due(tomorrow.replace(hour=12))
    marks.mark_put(rewriting.NAME, at=tomorrow)
    assert not rewriting.is_due(tomorrow + dt.timedelta(minutes=10))
    audit.record(
        audit.AuditEntry(subject="district", event="district:retention:run", actor=actor,
                    at=tomorrow + dt.timedelta(hours=23), data={"texts": 0})
    )  # fmt: skip
    assert not rewriting.is_due(tomorrow + dt.timedelta(days=1))
    audit.record(
        audit.AuditEntry(subject="district", event="district:retention:run", actor=actor,
                    at=tomorrow + dt.timedelta(hours=23), data={"texts": 3})
    )  # fmt: skip
    assert rewriting.is_due(tomorrow + dt.timedelta(days=1))
