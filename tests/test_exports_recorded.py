"""Every list that somebody of the office takes as a file stands in the history, and runs nothing.

A file is made in one place (`platform/web/export.py`): nothing else writes a table.
"""

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.site import prove
from tests.test_exports_masked import (
    WALKED,
    everywhere,  # noqa: F401 -- fixtures of the same things
    lived,  # noqa: F401
    world,  # noqa: F401
)
from townline.platform.core.models import Transition

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[1] / "townline"
EVENT = "export:file:download"
# What is no list of the office: papers, appointments, a form to fill, the lines of a map, and
# what everybody may have.
OTHERS = re.compile(r"\.(pdf|ics)$|^open/|^map/|blank\.xlsx$|lines\.json$")
LISTS = {route: walked for route, walked in WALKED.items() if not OTHERS.search(route)}
MORE: dict[str, tuple[str | None, str, dict[str, str] | None]] = {
    "surveys.geojson": ("clerk1", "/surveys/export.geojson?kind=semi-basement", None),
    "lines.geojson": ("clerk1", "/explorations/export?what=lines&form=geojson", None),
    "where-next.csv": ("clerk1", "/hazards/where-next/export.csv", None),
    "where-next.geojson": ("clerk1", "/hazards/where-next/export.geojson", None),
    "calls": ("clerk1", "/numbers/calls.csv", None),
    "safe figures": ("clerk1", "/numbers/figures.csv", None),
}
RUNS = re.compile(r"^ *[=+@\t\r\n-]")
NUMBER = re.compile(r"-|-?\d+(\.\d+)?%?")
WRITES = re.compile(r"csv\.writer|csv\.DictWriter|\bWorkbook\b")
# Where else a table is written, and why it is no export of the office.
ELSEWHERE = {
    "platform/web/export.py": "the one place",
    "platform/geofiles/writing.py": "files of places, given out by export_file",
    "adapters/openrosa/entity_list.py": "a list of homes for a surveyor's phone, by its standard",
    "prevention/surveys/services/blank_form.py": "an empty form, which holds no data",
    "prevention/hazards/explorations/rules/grade_table.py": "a command's own output",
    "platform/triage/placing/building.py": "made when the program is built",
    "platform/core/district_files/tables.py": "the district's own files, as they are loaded",
    "platform/triage/settings.py": "the district's own files, by `district export`",
    "casework/classification/settings/assigning.py": "the same",
    "platform/departments/settings/directory.py": "the same",
    "demo/homes/survey.py": "a file that the demo reads itself",
}


def tables(response) -> tuple[int, list[object]]:
    """Give how many rows a file has, and all its cells."""
    content = response.content
    if content.startswith(b"PK"):
        sheets = [list(each.values) for each in openpyxl.load_workbook(io.BytesIO(content))]
        return sum(len(each) - 1 for each in sheets), [c for s in sheets for row in s for c in row]
    if content.startswith(b"{"):
        return len(json.loads(content)["features"]), []
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    parts = max(1, sum(not row for row in rows))
    return sum(bool(row) for row in rows) - parts, [cell for row in rows for cell in row]


@pytest.mark.parametrize("route", [*LISTS, *MORE])
def test_each_list_is_recorded_with_who_and_how_many(world, visit, lived, route):  # noqa: F811 -- the fixture
    who, path, posted = (LISTS | MORE)[route]
    client, path = visit(who), path.format(**lived)
    prove(client, world.now)
    world.text('=HYPERLINK("http://x") 맨홀 둘레')
    before = Transition.objects.filter(event=EVENT).count()
    answer = client.get(path) if posted is None else client.post(path, posted)
    assert answer.status_code == 200
    lines, cells = tables(answer)
    (line,) = Transition.objects.filter(event=EVENT).order_by("-id")[:1]
    assert Transition.objects.filter(event=EVENT).count() == before + 1
    assert line.data["lines"] == lines
    assert line.data["file"] in answer["Content-Disposition"]
    assert line.actor == f"staff:{world.person(who).staff_id}"
    wrong = [c for c in cells if isinstance(c, str) and RUNS.match(c) and not NUMBER.fullmatch(c)]
    assert wrong == []


def test_a_title_that_a_spreadsheet_would_run_is_quoted(world, visit):  # noqa: F811 -- the fixture
    world.text('=HYPERLINK("http://x") 맨홀 둘레')
    content = visit("clerk1").post("/inbox/export.csv?view=all").content.decode()
    assert "'=HYPERLINK" in content


def test_the_privacy_officer_sees_who_took_which_list(world, visit):  # noqa: F811 -- the fixture
    visit("clerk1").post("/inbox/export.csv?view=all")
    page = visit("auditor").get("/privacy/").content.decode()
    assert "파일 내려받기" in page
    assert re.search(r"inbox\.csv, \d+행", page)


def test_no_table_is_written_in_another_place():
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts and WRITES.search(path.read_text())
    }
    assert found == set(ELSEWHERE)
