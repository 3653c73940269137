"""A database that goes away in the middle of a batch is told from a bad row."""

from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection, connections

from townline.platform.conversations.models import IncomingText
from townline.platform.conversations.services.incoming import intake
from townline.platform.conversations.tests.line import SimulatedLink
from townline.platform.core.database.rows import rows_copy

pytestmark = pytest.mark.server


def _kill_backend() -> None:
    victim = connection.connection.info.backend_pid
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [victim])
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_connection_lost_before_the_rows_are_written(monkeypatch) -> None:
    line, copy = SimulatedLink(), rows_copy
    batch = [line.delivery("가"), line.delivery("나")]

    def killed_first(*args: Any) -> None:
        _kill_backend()
        copy(*args)

    with monkeypatch.context() as patched:
        patched.setattr(intake, "rows_copy", killed_first)
        with pytest.raises((OperationalError, InterfaceError)):
            line.store(*batch)
    connection.close()
    assert IncomingText.objects.count() == 0
    assert line.store(*batch).stored == 2
