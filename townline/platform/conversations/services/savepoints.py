"""A batch as one transaction, of which one bad item spoils only itself."""

import logging
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

log = logging.getLogger(__name__)


def in_halves[Item](
    items: Sequence[Item],
    act: Callable[[Sequence[Item]], None],
    give_up: Callable[[Item, Exception], None],
) -> None:
    """Do ``act`` to all items; if that fails, to each half, down to the item that is at fault.

    That one goes to ``give_up``. What fails is undone to the savepoint before it. A database
    that is away is nobody's fault: its errors pass through, and nothing is kept.
    """
    if not items:
        return
    try:
        with transaction.atomic():
            act(items)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 -- whatever one item can set off
        if len(items) == 1:
            give_up(items[0], error)
            return
        half = len(items) // 2
        in_halves(items[:half], act, give_up)
        in_halves(items[half:], act, give_up)


# Locks of a district by name.


def lock(name: str) -> None:
    """Hold a named lock of this district until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"{settings.TOWNLINE_DISTRICT}:{name}"],
        )
