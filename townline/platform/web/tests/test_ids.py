"""A page within the shell of staff takes no name that the shell has: a label would lead there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SHELL = ROOT / "platform/web/templates/web/staff.html"
IDS = re.compile(r'\bid="([\w-]+)"')


def test_no_page_repeats_an_id_of_the_shell():
    shell = set(IDS.findall(SHELL.read_text(encoding="utf-8"))) - {"main"}
    assert {"said", "live"} <= shell
    pages = [p for p in ROOT.glob("**/templates/**/*.html") if p != SHELL]
    inside = [p for p in pages if _in_shell(p.read_text(encoding="utf-8"))]
    assert len(inside) > 50
    repeated = {
        str(p.relative_to(ROOT)): sorted(found)
        for p in inside
        if (found := shell & set(IDS.findall(p.read_text(encoding="utf-8"))))
    }
    assert repeated == {}


def _in_shell(page: str) -> bool:
    # A page with a body of its own has none of the shell's.
    return '{% extends "web/staff.html" %}' in page and "{% block body %}" not in page
