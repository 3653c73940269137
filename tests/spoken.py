"""A pytest plugin: no statement of the program's own is left aside by the tests chosen.

The tests that a second server is tried with (marked ``server``) are chosen by hand, for most would
only repeat what the first one told. ``--every-statement`` fails a run that has left out a line
which speaks SQL by itself, or which takes locks in another way than to wait for them.
"""

import ast
import sys
from pathlib import Path
from types import CodeType

import pytest

ROOT = Path(__file__).resolve().parents[1] / "townline"
SPEAKS = {"execute", "executemany", "RawSQL"}
BEGINS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "LOCK ")
# Of SQLite; or spoken by processes, and to servers, that tests start for themselves.
ELSEWHERE = (
    "adapters/simulator/",
    "platform/postgres/",
    "casework/importing/files/spool.py",
    "platform/backup/",
    "casework/data_protection/records/rewriting.py",
    "platform/processes/preparing.py",
    "platform/processes/rotation.py",
)
TOOL = sys.monitoring.PROFILER_ID
type Lines = set[tuple[str, int]]  # a file's path, a line


def _statements(tree: ast.Module) -> set[str]:
    """Name the module's own statements: ``_CLAIM = "UPDATE ..."``."""
    return {
        target.id
        for made in tree.body
        if isinstance(made, ast.Assign)
        for part in ast.walk(made.value)
        if isinstance(part, ast.Constant) and str(part.value).lstrip().startswith(BEGINS)
        for target in made.targets
        if isinstance(target, ast.Name)
    }


def _asks_nothing(query: ast.expr) -> bool:
    """Leave out what only tells whether a link lives."""
    return isinstance(query, ast.Constant) and query.value == "SELECT 1"


def _speaks(node: ast.AST, named: set[str]) -> int:
    """Give the line of what is spoken here, or 0."""
    match node:
        case ast.Call(func=ast.Attribute(attr="select_for_update") as lock, keywords=[_, *_]):
            return lock.end_lineno or 0
        case ast.Call(
            func=ast.Attribute(attr=word, end_lineno=int(line)), args=[statement, *_]
        ) if word in SPEAKS and not _asks_nothing(statement):
            return line
        case ast.Name(id=word) if word in named | SPEAKS:
            return node.lineno
    return 0


def sql_lines(tree: ast.Module) -> set[int]:
    """Find the lines within a module's functions that speak SQL by themselves."""
    named = _statements(tree)
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    inside = (node for node in ast.walk(tree) if isinstance(node, functions))
    found = {_speaks(node, named) for function in inside for node in ast.walk(function)}
    return found - {0}


def lines() -> Lines:
    own = [
        path
        for path in ROOT.rglob("*.py")
        if not {"tests", "migrations"} & set(path.relative_to(ROOT).parts)
    ]
    checked_paths = [path for path in own if not str(path.relative_to(ROOT)).startswith(ELSEWHERE)]
    return {
        (str(path), line)
        for path in checked_paths
        for line in sql_lines(ast.parse(path.read_text()))
    }


class Watch:
    """Knows which of the lines were run: each is told of once, so that it costs next to nothing."""

    def __init__(self) -> None:
        self.left = lines()
        sys.monitoring.use_tool_id(TOOL, "statements")
        sys.monitoring.register_callback(TOOL, sys.monitoring.events.LINE, self._line)
        sys.monitoring.set_events(TOOL, sys.monitoring.events.LINE)

    def _line(self, code: CodeType, line: int) -> object:
        self.left.discard((code.co_filename, line))
        return sys.monitoring.DISABLE

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        sys.monitoring.set_events(TOOL, sys.monitoring.events.NO_EVENTS)
        sys.monitoring.free_tool_id(TOOL)
        if self.left and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for path, line in sorted(self.left):
            where = f"{Path(path).relative_to(ROOT.parent)}:{line}"
            terminalreporter.write_line(f"no test marked server runs this statement: {where}")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-statement", action="store_true", help=__doc__)


def pytest_configure(config: pytest.Config) -> None:
    # What is tried once more is a few tests: they cannot run every statement.
    if config.getoption("--every-statement") and not config.getoption("lf"):
        config.pluginmanager.register(Watch())
