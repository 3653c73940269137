from pathlib import Path

import pytest

from tests.diagrams import diagram
from townline.platform.conversations import rules

README = Path(__file__).resolve().parents[1] / "README.md"


@pytest.mark.parametrize("table", [rules.OUTGOING_TRANSITIONS, rules.INCOMING_TRANSITIONS])
def test_the_readme_shows_each_table(table) -> None:
    table_diagram = diagram(table)
    assert table_diagram in README.read_text(), f"put this into the README:\n{table_diagram}"
