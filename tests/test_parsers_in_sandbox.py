"""Files from outside are parsed in the sandbox: nothing else in the source imports a parser."""

import ast
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.paths import ROOT

# What reads a file that somebody made: modules, or names out of them.
PARSERS = {
    "openpyxl.load_workbook", "openpyxl.reader", "pyxform", "shapefile", "defusedxml",
    "xml.etree.ElementTree.fromstring", "xml.etree.ElementTree.iterparse", "xml.dom", "xml.sax",
    "email.message_from_bytes", "email.message_from_string", "email.parser", "xlrd", "pandas",
    "csv.reader", "csv.DictReader", "zipfile.ZipFile", "PIL.Image.open", "tarfile.open",
}  # fmt: skip
SANDBOXED = (
    "townline/platform/core/sandbox/parsers/",
    "townline/platform/core/inspecting/",
    "townline/platform/geofiles/reading/",
    "townline/platform/geofiles/packing.py",
)
# Each with the reason why its file is no stranger's, or is bounded where it stands.
ELSEWHERE = {
    "townline/platform/geofiles/writing.py": "writes",
    "townline/prevention/hazards/exploration_planning/views/data.py": "writes a ZIP",
    "townline/casework/data_protection/services/person_file.py": "writes",
    "townline/adapters/escpos/drawing.py": "a picture that it drew itself",
    "townline/platform/backup/archive.py": "backups, by a command",
    "townline/prevention/surveys/rules/filled.py": "XML of 2 MB at most, no DTD, its depth bounded",
    "townline/prevention/surveys/pages/rules/wording.py": "XML that our sandbox wrote",
    "townline/lines/queues/questionnaires/settings/sheets.py": "a folder, by a command",
    "townline/platform/core/district_files/tables.py": "the district's folder, by a command",
    "townline/config/loading/changes.py": "the district's folder, by a command",
    "townline/config/loading/exporting.py": "the district's folder, by a command",
    "townline/platform/triage/settings.py": "the district's folder, by a command",
    "townline/platform/triage/places_command.py": "a command on the office's own machine",
    "townline/platform/triage/placing/building.py": "a command on the office's own machine",
    "townline/casework/deadlines/evaluation/table.py": "a command on the office's own machine",
    "townline/casework/importing/archives/rows.py": "a command, read as a stream",
    "townline/prevention/incidents/surge/commands.py": "a command on the office's own machine",
    "townline/prevention/hazards/explorations/rules/grade_table.py": "a command",
}
# What runs in the sandbox may be named outside it only to be handed to it.
_RUNS = {"call", "run"}


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "townline").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        parts = Path(name).parts
        if {"tests", "demo", "training", "evaluation_data"} & set(
            parts
        ) or path.name == "conftest.py":
            continue
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def _dotted_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted_name(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _imported_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Give what a module imports: how it calls it, and its name in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                first = each.name.partition(".")[0]
                yield (each.asname, each.name) if each.asname else (first, first)
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                yield each.asname or each.name, f"{node.module}.{each.name}"


def _names(tree: ast.Module) -> Iterator[str]:
    """Give what a module imports, and what it uses of modules that it imported, in full."""
    known = dict(_imported_names(tree))
    yield from known.values()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = _dotted_name(node).partition(".")
            if first in known:
                yield f"{known[first]}.{rest}"


def _parses(tree: ast.Module) -> set[str]:
    used = set(_names(tree))
    return {one for one in PARSERS for name in used if name == one or name.startswith(f"{one}.")}


def _reads(name: str) -> bool:
    return not name.startswith(SANDBOXED) and name not in ELSEWHERE


def test_nothing_outside_the_sandbox_imports_a_parser():
    found = {name: _parses(tree) for name, tree in _sources() if _reads(name)}
    assert {name: parsers for name, parsers in found.items() if parsers} == {}


def test_each_exception_is_one():
    sources = dict(_sources())
    assert [name for name in ELSEWHERE if not _parses(sources[name])] == []
    assert any(_parses(tree) for name, tree in sources.items() if name.startswith(SANDBOXED[0]))


def _sandbox_parsers(tree: ast.Module) -> set[str]:
    """Name what is handed to the sandbox as its parser."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    return {
        _dotted_name(node.args[0])
        for node in calls
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in _RUNS
        and _dotted_name(node.func.value).endswith("sandbox")
    }


def test_what_runs_in_the_sandbox_is_only_handed_to_it():
    wrong = []
    for name, tree in _sources():
        if name.startswith(SANDBOXED) or name.startswith("townline/platform/core/sandbox/"):
            continue
        parser_names = {
            each.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            and (node.module or "").startswith("townline.platform.core.sandbox.parsers")
            for each in node.names
        }
        called = {_dotted_name(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        wrong += [
            (name, each)
            for each in parser_names
            if each in called or each not in _sandbox_parsers(tree)
        ]
    assert wrong == []
