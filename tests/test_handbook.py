"""The documents: generated pages are current, links lead somewhere, pages are short."""

import re
from pathlib import Path

import pytest
import yaml

from tests.handbook import DOCS, METRICS, RULES, board, figures, pages
from townline.platform.core.paths import ROOT

_PARTS = ("install", "run", "watch", "district")
_PAGES = sorted(path for part in _PARTS for path in (DOCS / part).rglob("*.md"))
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#([^)]+))?\)")
_LONGEST = 150


def _name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


@pytest.mark.parametrize("name", pages())
def test_a_generated_page_is_current(name):
    assert (DOCS / name).read_text() == pages()[name], "run: python -m tests.handbook"


def test_no_page_of_a_command_is_left_over():
    generated = {path.name for path in (DOCS / "run" / "commands").iterdir()}
    assert generated == {Path(name).name for name in pages() if "/commands/" in name}


@pytest.mark.parametrize("path", _PAGES, ids=_name)
def test_a_page_is_short_and_has_one_title(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= _LONGEST
    outside = re.sub(r"```.*?```", "", path.read_text(), flags=re.DOTALL)
    assert len(re.findall(r"^# ", outside, re.MULTILINE)) == 1


@pytest.mark.parametrize("path", [*_PAGES, DOCS / "README.md"], ids=_name)
def test_links_lead_to_what_is_there(path):
    missing = [
        target
        for target, _ in _LINK.findall(path.read_text())
        if "://" not in target and not (path.parent / target).exists()
    ]
    assert missing == []


def test_every_page_is_in_the_site():
    listed = (ROOT / "mkdocs.yml").read_text()
    # Those of single commands are reached by their index.
    by_hand = [path for path in _PAGES if path.parent.name != "commands" or path.stem == "README"]
    assert [_name(path) for path in by_hand if f"{_name(path)}\n" not in listed] == []


def test_each_alert_has_a_page_and_each_page_an_alert():
    rules = [
        rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]
    ]
    named = {rule["annotations"]["runbook"] for rule in rules}
    there = {f"docs/{_name(path)}" for path in (DOCS / "watch" / "runbook").glob("*.md")}
    assert named == there - {"docs/watch/runbook/README.md"}
    index = (DOCS / "watch" / "runbook" / "README.md").read_text()
    assert [rule["alert"] for rule in rules if f"`{rule['alert']}`" not in index] == []


def test_rules_use_figures_that_are_published():
    used = set(re.findall(r"townline_\w+", RULES.read_text()))
    assert used
    assert used <= {name for name, _, _ in figures()}


def test_the_board_has_a_panel_for_each_figure():
    shown = {panel["title"] for panel in board()["panels"]}
    assert shown == {words for _, _, words in figures()}


@pytest.mark.django_db
def test_the_page_lists_every_figure_that_is_given(client, world):
    page = client.get("/metrics").content.decode()
    given = set(re.findall(r"^# HELP (townline_\w+)", page, re.MULTILINE))
    assert given
    assert given <= {name for name, _, _ in figures()}, METRICS
