"""Brings tables of an earlier version to where today's first steps leave them.

Each room's tables are made by one step today. Before, they grew by 123 of them; what these did is
kept as it went to the server (``earlier.sql``), for who upgrades from any of them.
"""

import re
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

_STEPS = Path(__file__).with_suffix(".sql")
# What the earlier steps have done when all of them are taken.
_FIRST = "0001_tables"
_BESIDE = frozenset({("search", "0002_following"), ("works_progress", "0002_following")})
# Their tables are what some of the earlier steps change, and nothing of ours comes before them.
OTHERS = frozenset({"auth", "contenttypes", "procrastinate", "sessions"})

type Step = tuple[str, str]


def steps() -> dict[Step, str]:
    """Give the statements of each earlier step by its room and name, in order."""
    _, *parts = re.split(r"^-- step (\w+)\.(\w+)\n", _STEPS.read_text(), flags=re.MULTILINE)
    return dict(zip(zip(parts[0::3], parts[1::3], strict=True), parts[2::3], strict=True))


def take() -> None:
    """Take the steps that a database of an earlier version lacks; others are left alone.

    Each is one transaction with the note that it was taken, so that whoever is stopped goes on.
    """
    executor = MigrationExecutor(connection)
    taken = set(executor.loader.applied_migrations)
    earlier = steps()
    firsts = {(room, _FIRST) for room, _ in earlier}
    # Who took back what only follows wants it taken again, not noted.
    if firsts <= taken or not earlier.keys() & taken:
        return
    executor.migrate([step for step in executor.loader.graph.leaf_nodes() if step[0] in OTHERS])
    note = MigrationRecorder(connection)
    for step, statements in earlier.items():
        if step not in taken:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statements)
                note.record_applied(*step)
    with transaction.atomic():
        for step in sorted((firsts | _BESIDE) - taken):
            note.record_applied(*step)
