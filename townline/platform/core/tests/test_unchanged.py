"""Figures are counted again when anything was written, by anybody, and otherwise not."""

import datetime as dt

import psycopg
import pytest
from django.db import connection, transaction

from townline.platform.core import district
from townline.platform.core.database.unchanged import while_unchanged
from townline.platform.core.models import Mark

pytestmark = [
    pytest.mark.server,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("district"),
]

WITHIN = dt.timedelta(seconds=5)
NOW = dt.datetime(2026, 11, 30, 9, tzinfo=dt.UTC)
TRIES = 1000  # other databases of the server write too, and that is seen as well


class Counted:
    """Count marks, and how often they were counted."""

    def __init__(self):
        district.forget()
        Mark.objects.all().delete()
        self.times = 0

    def __call__(self, now=NOW):
        return while_unchanged("marks", self._count, now=now, within=WITHIN)

    def _count(self):
        self.times += 1
        return Mark.objects.count()

    def again(self, first=NOW, then=NOW):
        """Ask at two times between which nobody wrote; say how often it was counted then."""
        for _ in range(TRIES):
            before = snapshot()
            self(first)
            counted = self.times
            self(then)
            if snapshot() == before:
                return self.times - counted
        raise AssertionError("somebody always writes")


@pytest.fixture
def counted():
    return Counted()


def snapshot():
    return select_value("pg_current_snapshot()::text")


def schema():
    return select_value("current_schema()")


def select_value(what):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what}")
        return cursor.fetchone()[0]


def write(name):
    Mark.objects.create(name=name, at=NOW)


def test_nothing_is_counted_twice_while_nothing_was_written(counted):
    assert counted.again() == 0


def test_whatever_is_written_is_counted(counted):
    seen = [counted()]
    for name in "ab":
        write(name)
        seen += [counted(), counted()]
    assert seen == [0, 1, 1, 2, 2]


def test_what_another_has_not_committed_is_counted_when_they_do(counted):
    parts = ("dbname", "user", "password", "host", "port")
    params = {k: v for k, v in connection.get_connection_params().items() if k in parts}
    with psycopg.connect(**params) as another:
        another.execute("SELECT set_config('search_path', %s, false)", [schema()])
        another.commit()
        another.execute("INSERT INTO core_mark (name, at, data) VALUES ('c', now(), '{}')")
        assert [counted(), counted()] == [0, 0]
        another.commit()
        assert counted() == 1


def test_what_one_writes_oneself_is_counted_before_it_is_committed(counted):
    seen = [counted()]
    with transaction.atomic():
        for name in "de":
            write(name)
            seen.append(counted())
        transaction.set_rollback(True)
    assert [*seen, counted()] == [0, 1, 2, 0]


def test_what_depends_on_the_time_is_counted_again_after_a_while(counted):
    assert counted.again(NOW, NOW + WITHIN - dt.timedelta(seconds=1)) == 0
    assert counted.again(NOW, NOW + WITHIN) == 1
    # A clock that was put back.
    assert counted.again(NOW, NOW - dt.timedelta(hours=1)) == 1


def test_other_settings_are_counted_anew(counted):
    counted()
    known = counted.times
    district.forget()
    counted()
    assert counted.times == known + 1
