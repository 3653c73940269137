"""Steps of an earlier version are taken in order, each once, whoever was stopped in between."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from townline.platform.processes import earlier

pytestmark = [pytest.mark.server, pytest.mark.django_db]
FIRST, SECOND, THIRD = (("core", f"000{number}_of_old") for number in (1, 2, 3))


@pytest.fixture
def noted():
    """Have a database that took the first of three steps; give what it has taken."""
    note = MigrationRecorder(connection)
    note.migration_qs.exclude(app__in=earlier.OTHERS).delete()
    note.record_applied(*FIRST)
    return lambda: set(note.applied_migrations())


def told(monkeypatch, **statements):
    steps = {FIRST: "SELECT nothing FROM nowhere", SECOND: "CREATE TABLE one_of_old ();"}
    steps[THIRD] = statements.get("third", "ALTER TABLE one_of_old ADD n integer; SELECT '%';")
    monkeypatch.setattr(earlier, "steps", lambda: steps)


def test_what_is_missing_is_taken_and_noted(noted, monkeypatch):
    told(monkeypatch)
    earlier.take()
    assert noted() >= {FIRST, SECOND, THIRD, ("core", "0001_tables"), ("search", "0002_following")}
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM one_of_old")
    earlier.take()  # nothing is there to be taken


def test_who_was_stopped_goes_on(noted, monkeypatch):
    told(monkeypatch, third="SELECT nothing FROM nowhere")
    with pytest.raises(DatabaseError):
        earlier.take()
    assert {SECOND} <= noted()
    assert not noted() & {THIRD, ("core", "0001_tables")}
    told(monkeypatch)
    earlier.take()
    assert noted() >= {THIRD, ("core", "0001_tables")}


def test_a_new_database_takes_none(noted, monkeypatch):
    MigrationRecorder(connection).migration_qs.filter(app="core").delete()
    told(monkeypatch)
    earlier.take()
    assert SECOND not in noted()
