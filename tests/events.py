"""What rooms tell and ask of each other, for their READMEs, read from config/wiring.py and
config/places.py.

`python -m tests.events` writes it; a test fails when a README and the wiring differ.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rooms import MARK as BEGIN, room_of_module, rooms

ROOT = Path(__file__).resolve().parents[1] / "townline"
END = "<!-- events: end -->"
# The wiring, and the table of places that it takes from the file beside it.
PAGE = ast.parse("\n".join((ROOT / "config" / f"{n}.py").read_text() for n in ("places", "wiring")))
type Line = tuple[str, str]  # the room, by its path below townline, and what its README says


def readmes() -> list[Path]:
    """Give the README of each room."""
    return sorted(ROOT / room / "README.md" for room in rooms() if not room.startswith("adapters/"))


def _modules() -> dict[str, str]:
    """Give, by the name it has in the wiring, the module that something comes from."""
    return {
        name.asname or name.name: f"{each.module}.{name.name}".removeprefix("townline.")
        for each in ast.walk(PAGE)
        if isinstance(each, ast.ImportFrom) and (each.module or "").startswith("townline.")
        for name in each.names
    }


def _lists() -> dict[str, ast.expr]:
    """Give the lists of the wiring by their names."""
    return {
        each.target.id: each.value
        for each in PAGE.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name) and each.value
    }


MODULES, LISTS = _modules(), _lists()


def _room_names(node: ast.AST) -> list[Line]:
    """Give the room and the name of all that an expression takes from rooms, in its order."""
    if ast.unparse(node) == "places.NAV":
        return _room_names(LISTS["NAV"])
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = MODULES.get(node.value.id, "")
        # `Deed.CLOSE` says when, not what.
        if not module or not node.value.id.islower():
            return []
        name = "lists.PART" if node.attr == "PART" else node.attr
        return [(room_of_module(module), name)]
    if isinstance(node, ast.Name):
        if node.id in LISTS:
            return _room_names(LISTS[node.id])
        return [(room_of_module(MODULES[node.id]), node.id)] if node.id in MODULES else []
    return [found for each in ast.iter_child_nodes(node) for found in _room_names(each)]


def _short(room: str) -> str:
    # A wing's own page of the history belongs to no room of it.
    return room.removesuffix("/history_tags").rsplit("/", maxsplit=1)[-1]


def _reactions() -> Iterator[Line]:
    table = LISTS["REACTIONS"]
    assert isinstance(table, ast.Dict)
    for key, value in zip(table.keys, table.values, strict=True):
        assert key is not None
        ((teller, event),), handlers = _room_names(key), _room_names(value)
        hears = ", ".join(f"{_short(room)} (`{name}`)" for room, name in handlers)
        yield teller, f"- emits `{event}`, heard by {hears}"
        for room, name in handlers:
            yield room, f"- hears `{_short(teller)}.{event}`: `{name}`"


def _port_entries() -> Iterator[tuple[str, str, list[Line]]]:
    """Give the room that asks, the file by which it does, and what the wiring puts there."""
    for each in ast.walk(PAGE):
        if isinstance(each, ast.Call) and ast.unparse(each.func).endswith(".fill"):
            # `case_ports.PANELS.fill(…)`, or `REGISTRY.fill(…)` of a name imported by itself.
            path = ast.unparse(each.func).removesuffix(".fill").split(".")
            module = MODULES[path[0]].removesuffix(f".{path[-1]}")
            asker = room_of_module(module)
            file = module.replace(".", "/").removeprefix(f"{asker}/")
            put = [found for one in (*each.args, *each.keywords) for found in _room_names(one)]
            yield asker, f"{file}.py: {path[-1]}", put
    yield "platform/conversations", "ports.py: CLAIMERS", _room_names(LISTS["CLAIMERS"])


def _ports() -> Iterator[Line]:
    for asker, file, put in _port_entries():
        others = {room: [name for one, name in put if one == room] for room, _ in put}
        rooms = [_short(room) for room in others if room != asker]
        yield asker, f"- asks through `{file}`: {', '.join(rooms)}"
        for room, names in others.items():
            if room != asker:
                names_text = ", ".join(f"`{name}`" for name in names)
                yield room, f"- answers `{asker}/{file}`: {names_text}"


def lines(room: str) -> str:
    """Give what a room tells and asks, as a list: what it emits and hears, then its ports."""
    order = ("- emits", "- hears", "- asks", "- answers")
    own = [line for one, line in (*_reactions(), *_ports()) if one == room]
    own.sort(key=lambda line: [line.startswith(each) for each in order].index(True))
    return "\n".join(own) or "Nothing: whoever needs the room calls it."


def with_events(text: str, room: str) -> str:
    """Put the list between the two marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n{lines(room)}\n{END}", text)


def room_of(path: Path) -> str:
    """Give the room of a README: `casework/cases`."""
    return path.parent.relative_to(ROOT).as_posix()


def main() -> None:
    for path in readmes():
        path.write_text(with_events(path.read_text(), room_of(path)))


if __name__ == "__main__":
    main()
