"""Locks of a district by name."""

from django.conf import settings
from django.db import connection


def lock(name: str) -> None:
    """Hold a named lock of this district until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{settings.TOWNLINE_DISTRICT}:{name}"],
        )
