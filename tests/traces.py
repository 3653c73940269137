"""Finds a telephone number in whatever a database or a log holds, in all its disguises."""

import re
from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.db import connection
from psycopg import sql

_SEPARATORS = re.compile(r"[\s\-().\u2010-\u2015\u00b7%]+")
_END = 10  # digits that the national and the international form share


class Number:
    """A number to look for; ``digits`` as dialled at home (``01000007319``)."""

    def __init__(self, digits: str) -> None:
        self.digits = digits
        self.tail = digits[-_END:]
        semi = "".join(b + a for a, b in zip(*[iter("82" + self.tail)] * 2, strict=True))
        self._bytes = (
            self.tail.encode(),
            self.tail.encode("utf-16-be"),
            self.tail.encode("utf-16-le"),
            bytes.fromhex(semi),  # as mobile networks write it, two digits in an octet
        )
        self._hex = tuple(each.hex() for each in self._bytes)

    def is_in(self, value: object) -> bool:
        """Say whether a value holds the number: plain, parted, international, hex or bytes."""
        if isinstance(value, bytes | memoryview):
            data = bytes(value)
            return any(each in data for each in self._bytes) or self.is_in(data.decode("latin-1"))
        text = _SEPARATORS.sub("", str(value)).lower()
        return self.tail in text or any(each in text for each in self._hex)


def columns() -> Iterator[tuple[str, str, object]]:
    """Give every value of every table of the district: table, column, value; sessions opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))
            names = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                yield from ((table, name, v) for name, v in zip(names, row, strict=True))
    for session in Session.objects.all():
        yield "django_session", "session_data", session.get_decoded()
