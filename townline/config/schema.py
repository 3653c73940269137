"""The district's schema, and the extensions its tables use."""

from django.conf import settings
from django.db import connections


def make_schema(using: str, **_: object) -> None:
    """Make the district's schema if it is not there yet."""
    quoted = connections[using].ops.quote_name(settings.TOWNLINE_DISTRICT)
    with connections[using].cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted}")
