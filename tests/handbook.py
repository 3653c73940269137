"""Generated pages of the documents: commands, settings, figures.

`python -m tests.handbook` writes them; a test fails when they differ.
"""

import argparse
import ast
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from townline.config import cli
from townline.platform.core.paths import ROOT
from townline.platform.postgres.configuration.schema import SECTIONS, SETTINGS
from townline.platform.postgres.configuration.writing import literal

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
MARK = "<!-- made by: python -m tests.handbook -->"
METRICS = ROOT / "townline" / "config" / "metrics"
DEPLOYED = ROOT / "townline" / "platform" / "processes" / "deploy" / "files"
RULES, BOARD = DEPLOYED / "prometheus.rules.yml", DEPLOYED / "grafana.json"
# Set outside of the file of settings, as it names the file or is for tests.
_VARIABLES = """## Variables without a setting

| variable | meaning | default |
|---|---|---|
| `TOWNLINE_CONFIG_DIR` | folder of the files of settings | `/etc/townline` |
| `TOWNLINE_SAMPLE` | `1` loads the invented district at a start, for tests only | none |
| `TOWNLINE_WEBHOOKS_ANYWHERE` | `1` allows webhooks to this machine, for tests only | none |
| `TOWNLINE_PUSH_ANYWHERE` | `1` allows push services on this machine, for tests only | none |
"""


_SETTINGS = (
    "Settings stand in `/etc/townline/<district>.toml` or `HOME/townline.toml`; environment "
    "variables stand above them. [How the file is used](settings.md)."
)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(map(_cell, row)) + " |" for row in lines)


def _option(action: argparse.Action) -> str:
    """Write an option with the word for its value."""
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if action.choices:
        value = "|".join(map(str, action.choices))
    if not action.option_strings:
        return f"`{action.metavar or (value if action.choices else action.dest)}`"
    words = ", ".join(action.option_strings)
    return f"`{words}`" if action.nargs == 0 else f"`{words} {value}`"


def _subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= action.choices
    return found


def _options_of(parser: argparse.ArgumentParser) -> list[tuple[str, ...]]:
    return [
        (_option(action), (action.help or "").replace("%%", "%"))
        for action in parser._actions
        if action.help != argparse.SUPPRESS
        and not isinstance(action, argparse._SubParsersAction)
        and action.dest != "help"
    ]


def _command(parser: argparse.ArgumentParser, level: int) -> Iterator[str]:
    yield f"{'#' * level} {parser.prog}"
    yield f"{(parser.description or '').rstrip('.')}."
    if rows := _options_of(parser):
        yield _table(("option", "meaning"), rows)
    for each in _subcommands(parser).values():
        yield from _command(each, level + 1)


def command_pages() -> dict[str, str]:
    """Give a page for each command, from its options, and their index."""
    commands = _subcommands(cli.parser())
    pages = {
        f"run/commands/{name}.md": "\n\n".join([MARK, *_command(each, 1)]) + "\n"
        for name, each in commands.items()
    }
    rows = [(f"[`{name}`]({name}.md)", each.description or "") for name, each in commands.items()]
    words = "Exit code 0: done; 1: done with findings; 2: refused, with the reason on stderr."
    index = [MARK, "# Options of all commands", words, _table(("command", "does"), rows)]
    return pages | {"run/commands/README.md": "\n\n".join(index) + "\n"}


def settings_page() -> str:
    """Give the reference of the settings, from their schema."""
    parts = [
        MARK,
        "# Configuration reference",
        _SETTINGS,
    ]
    for section, title in SECTIONS.items():
        rows = [
            (f"`{s.key}`", f"`{s.variable}`", s.meaning, s.default, f"`{literal(s.example)}`")
            for s in SETTINGS
            if s.section == section
        ]
        parts += [f"## {title}", _table(("key", "variable", "meaning", "default", "example"), rows)]
    return "\n\n".join([*parts, _VARIABLES])


def figures() -> list[tuple[str, str, str]]:
    """Give name, labels and meaning of each figure of `/metrics`, from the code that makes it."""
    functions = [
        each
        for path in sorted(METRICS.glob("*.py"))
        for each in ast.walk(ast.parse(path.read_text()))
        if isinstance(each, ast.FunctionDef)
    ]
    found = {row for each in functions for row in _figures_in(each)}
    return sorted(found)


def _figures_in(function: ast.FunctionDef) -> Iterator[tuple[str, str, str]]:
    texts: dict[str, str] = {
        target.id: str(line.value.value)
        for line in ast.walk(function)
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            given = [_text(each, texts) for each in call.args[:2]]
            if call.func.id in _MAKERS and all(given) and len(given) == 2:
                yield _figure(call, call.func.id, *given)


def _text(value: ast.expr, texts: dict[str, str]) -> str:
    """Give a text that stands in a call, or that a name of the function holds."""
    if isinstance(value, ast.Constant):
        return str(value.value)
    return texts.get(value.id, "") if isinstance(value, ast.Name) else ""


def _figure(call: ast.Call, maker: str, name: str, words: str) -> tuple[str, str, str]:
    given = [*call.args[2:3], *(each.value for each in call.keywords if each.arg == "labels")]
    labels = [
        str(each.value)
        for one in given
        if isinstance(one, ast.Tuple)
        for each in one.elts
        if isinstance(each, ast.Constant)
    ]
    total = "_total" if maker.startswith("Counter") else ""
    return f"townline_{name.removeprefix('townline_')}{total}", ", ".join(labels), words


_MAKERS = {"gauge", "labelled_gauge", "CounterMetricFamily", "GaugeMetricFamily"}


def metrics_page() -> str:
    """Give the table of figures."""
    rows = [(f"`{name}`", labels, words) for name, labels, words in figures()]
    words = (
        "`GET /metrics` speaks Prometheus' text format (and OpenMetrics). A web process counts "
        "everything in the database when asked, with a fixed number of queries, so one process "
        "answers for all. No figure has a telephone number, a text or a name. From another "
        "machine it needs `metrics.token`. [Rules and board](prometheus.md)."
    )
    return (
        "\n\n".join([MARK, "# Figures", words, _table(("figure", "labels", "meaning"), rows)])
        + "\n"
    )


def board() -> dict[str, Any]:
    """Give Grafana's board: a panel for each figure, two in a row."""
    panels = [
        {
            "id": number + 1,
            "type": "timeseries",
            "title": words,
            "datasource": {"type": "prometheus", "uid": "${source}"},
            "gridPos": {"h": 7, "w": 12, "x": number % 2 * 12, "y": number // 2 * 7},
            "targets": [{"refId": "A", "expr": f"rate({name}[5m])" if _is_count(name) else name}],
        }
        for number, (name, _, words) in enumerate(figures())
    ]
    source = {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}
    return {
        "title": "Townline",
        "uid": "townline",
        "schemaVersion": 39,
        "refresh": "1m",
        "time": {"from": "now-24h", "to": "now"},
        "templating": {"list": [source]},
        "panels": panels,
    }


def _is_count(name: str) -> bool:
    return name.endswith("_total")


def pages() -> dict[str, str]:
    """Give all generated pages by their path in `docs/`."""
    return command_pages() | {
        "install/configuration.md": settings_page(),
        "watch/metrics.md": metrics_page(),
    }


def main() -> None:
    for name, text in pages().items():
        path: Path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    BOARD.write_text(json.dumps(board(), indent=1) + "\n")


if __name__ == "__main__":
    main()
