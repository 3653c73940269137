"""Every table of moves against ``moves.txt``: written by hand, apart from the programme.

A line is ``event: states > state``; ``same`` stays where it was, and of several states after the
arrow the history says which. What stands in no line is refused.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.diagrams import TABLES
from townline.adapters.webhooks import rules as webhooks
from townline.lines.queues.rules import printouts
from townline.platform.conversations import rules as conversations
from townline.platform.core.outgoing import emails, pushes

type Moves = dict[tuple[str, str], frozenset[str]]
OURS = {f"{path.parent.name} {whose}".strip(): table for (path, whose), table in TABLES.items()} | {
    "conversations outgoing texts": conversations.OUTGOING_TRANSITIONS,
    "conversations incoming texts": conversations.INCOMING_TRANSITIONS,
    "queues printouts": printouts.TRANSITIONS,
    "core letters": emails.TRANSITIONS,
    "core pushes": pushes.TRANSITIONS,
    "webhooks deliveries": webhooks.TRANSITIONS,
}


def _line(line: str) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    event, _, states = line.partition(": ")
    before, _, after = states.partition(" > ")
    for state in before.split():
        yield (state, event), frozenset(state if one == "same" else one for one in after.split())


def read(text: str) -> dict[str, Moves]:
    """Give the moves of each table by its name."""
    tables = (block.partition("\n") for block in text.strip().removeprefix("# ").split("\n\n# "))
    return {
        name: {pair: after for line in lines.splitlines() for pair, after in _line(line)}
        for name, _, lines in tables
    }


def moves(table) -> Moves:
    return {
        (str(state), str(event)): frozenset([str(after)] if isinstance(after, str) else after)
        for (state, event), after in table.items()
    }


WRITTEN = read((Path(__file__).parent / "moves.txt").read_text())


def test_each_table_is_written_down():
    assert set(WRITTEN) == set(OURS)


@pytest.mark.parametrize("name", list(OURS))
def test_a_table_allows_what_is_written_and_nothing_else(name):
    assert moves(OURS[name]) == WRITTEN[name]


def test_a_move_too_many_and_one_too_few_are_seen():
    table = dict(OURS["cases"])
    pair = table.popitem()
    assert moves(table) != WRITTEN["cases"]
    assert (
        moves(dict([*table.items(), pair, (("closed", "submit"), "drafted")])) != (WRITTEN["cases"])
    )
