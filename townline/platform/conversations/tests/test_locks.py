"""Locks are per database: their names carry the district."""

import pytest
from django.db import connection

from townline.platform.conversations.services import savepoints

pytestmark = pytest.mark.django_db


def held_locks():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT classid, objid FROM pg_locks"
            " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        return set(cursor.fetchall())


def test_the_same_lock_of_two_districts_is_two_locks(settings):
    before = held_locks()
    settings.TOWNLINE_DISTRICT = "first"
    savepoints.lock("sender")
    savepoints.lock("sender")
    mine = held_locks() - before
    assert len(mine) == 1
    settings.TOWNLINE_DISTRICT = "second"
    savepoints.lock("sender")
    assert len(held_locks() - before) == 2
