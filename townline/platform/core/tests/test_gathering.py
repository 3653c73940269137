import datetime as dt

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from townline.platform.core import live
from townline.platform.core.history import audit

NOW = dt.datetime(2026, 11, 25, 5, 32, tzinfo=dt.UTC)


def _entry(event: str) -> audit.AuditEntry:
    return audit.AuditEntry(subject="case:1", event=event, actor=audit.SYSTEM, at=NOW)


@pytest.mark.django_db
def test_gathered_lines_are_written_at_once_and_in_order() -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as seen,
        audit.batch_entries(),
    ):
        for event in ("case:status:open", "case:department:assign", "case:answer:draft"):
            audit.record(_entry(event))
        assert not seen.captured_queries
    assert len(seen.captured_queries) == 1
    assert [line.event for line in audit.history("case:1")] == [
        "case:status:open",
        "case:department:assign",
        "case:answer:draft",
    ]


@audit.batch_entries()
def _record_and_fail() -> None:
    audit.record(_entry("case:status:open"))
    raise ValueError("stop")


@pytest.mark.django_db
def test_nothing_is_written_when_the_block_fails() -> None:
    with pytest.raises(ValueError, match="stop"):
        _record_and_fail()
    assert not audit.history("case:1").exists()
    audit.record(_entry("case:department:assign"))
    assert audit.history("case:1").count() == 1


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_gathered_notifications_arrive_each_once() -> None:
    params = {k: v for k, v in connection.get_connection_params().items() if k in _PARTS}
    with psycopg.connect(**params, autocommit=True) as listener:
        listener.execute(f'LISTEN "{live.channel()}"')
        with live.batch_notices():
            for code in ("H6-0001", "H6-0002", "H6-0001"):
                live.publish("case", code)
        payloads = [note.payload for note in listener.notifies(timeout=5, stop_after=2)]
        payloads += [note.payload for note in listener.notifies(timeout=0)]
    assert len(payloads) == 2
    assert "H6-0001" in payloads[0]
    assert "H6-0002" in payloads[1]


_PARTS = ("dbname", "user", "password", "host", "port")
