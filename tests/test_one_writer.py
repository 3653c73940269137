"""Nothing but the machine writes states, and none moves by a table that was not written down."""

import ast
import importlib
import pkgutil
from pathlib import Path

import townline
from tests.rooms import room_of
from tests.test_moves import OURS, moves
from townline.platform.core.history.machine import MACHINES

HOUSE = Path(townline.__file__).parent

for _module in pkgutil.walk_packages(townline.__path__, "townline."):
    if ".services." in _module.name and ".tests" not in _module.name:
        importlib.import_module(_module.name)


def test_every_machine_moves_by_a_table_that_is_written_down():
    written = [moves(table) for table in OURS.values()]
    for machine in MACHINES:
        own = moves({**machine.table, **machine.put_back})
        # "": a row that is not there yet.
        assert {pair: after for pair, after in own.items() if pair[0]} in written, machine.model
    assert len(MACHINES) >= len(OURS)


def _writes(path: Path) -> list[str]:
    """Find what could write a state past the machine: ``x.state = …`` or ``update(state=…)``."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        targets = node.targets if isinstance(node, ast.Assign) else []
        flat = [t for target in targets for t in (getattr(target, "elts", None) or [target])]
        found += [
            ast.unparse(t) for t in flat if isinstance(t, ast.Attribute) and t.attr == "state"
        ]
        called = getattr(getattr(node, "func", None), "attr", "")
        if isinstance(node, ast.Call) and called in {"update", "bulk_update"}:
            found += [f"{called}(state)" for word in node.keywords if word.arg == "state"]
    room = room_of(path.relative_to(HOUSE)).rpartition("/")[2]
    return [f"{room}/{path.stem}: {each}" for each in found]


def _files() -> list[Path]:
    rooms = [p for p in HOUSE.rglob("*.py") if not {"tests", "migrations"} & set(p.parts)]
    return [p for p in rooms if "adapters" not in p.relative_to(HOUSE).parts]


def test_nothing_but_the_machine_writes_the_state_of_what_is_there():
    found = {each for path in _files() for each in _writes(path)}
    parts = {each for each in found if each.endswith(": segment.state")}  # a text's follows from it
    assert found - parts == {
        "core/machine: row.state",
        # Rows before they are first written:
        "conversations/preparing: row.state",
        "conversations/parts: text.state",
        "conversations/history: row.state",
        # What happened before the line began, written as it was:
        "importing/replay: case.state",
        "importing/replay: self._case.state",
        "importing/course: self.state",
        "importing/commitments: promised.state",
        "importing/commitments: new.state",
        "importing/deadlines: clock.state",
        "portal/backfill: row.state",
        # How a link or a printer is: no table says what follows on what.
        "conversations/links: link.state",
        "queues/printing: update(state)",
        # How far what a phone said counts: it follows from all that phones said of a home.
        "surveys/entities: row.state",
        "surveys/entities: chosen.state",
        "surveys/entities: update(state)",
    }
