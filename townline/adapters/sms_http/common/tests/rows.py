"""What the database holds of calls, read past the room's door: this is what must be so."""

from django.db import connection


def _rows(statement: str, *values: str | int) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def texts(transport: str) -> list[tuple[object, ...]]:
    """Give masked sender, words and how often it came again."""
    return _rows(
        "SELECT sender_masked, body, came_again FROM conversations_incomingtext"
        " WHERE transport = %s ORDER BY id",
        transport,
    )


def receipts(transport: str) -> list[tuple[object, ...]]:
    return _rows(
        "SELECT message_id, message_state FROM conversations_receivedreceipt"
        " WHERE transport = %s ORDER BY id",
        transport,
    )


def outgoing(text_id: int) -> tuple[object, ...]:
    """Give state, transport and error of a text of ours."""
    statement = "SELECT state, transport, error FROM conversations_outgoingtext WHERE id = %s"
    return _rows(statement, text_id)[0]
