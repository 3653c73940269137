"""How many texts of each kind there are, for figures."""

from dataclasses import dataclass

from django.db import connection

_TRAFFIC = """
SELECT 'in', transport, state, count(*) FROM conversations_incomingtext GROUP BY transport, state
UNION ALL
SELECT 'out', transport, state, count(*) FROM conversations_outgoingtext GROUP BY transport, state
UNION ALL
SELECT 'receipt', transport, message_state, count(*)
  FROM conversations_receivedreceipt GROUP BY transport, message_state
"""


@dataclass(frozen=True, slots=True)
class Traffic:
    """``sort`` is in, out or receipt; ``transport`` is "" for texts that no link has taken yet."""

    sort: str
    transport: str
    state: str
    count: int


def traffic() -> list[Traffic]:
    """Count texts in and out and receipts, by transport and state, with one query."""
    with connection.cursor() as cursor:
        cursor.execute(_TRAFFIC)
        return [Traffic(*row) for row in cursor.fetchall()]
