"""The report of a survey: a PDF with a map, and figures that add up."""

import argparse
import contextlib
import json
import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from townline.platform.core.commands import CannotStart
from townline.platform.core.paths import DEMO
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.pages import commands
from townline.prevention.surveys.pages.rules.drawing import marks, outline, sheet
from townline.prevention.surveys.pages.selectors.report import report
from townline.prevention.surveys.pages.views.report import _context
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import KIND, NOW, as_csv, invented_rows, take
from townline.prevention.surveys.tests.test_count import BY, exclude
from townline.prevention.surveys.tests.test_pages import grade_homes


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_the_command_writes_the_file_whole(world, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands, "ready", lambda _: contextlib.nullcontext())
    take(as_csv(invented_rows(5)))
    parser = argparse.ArgumentParser()
    commands.add_report(parser.add_subparsers())
    made = tmp_path / "report.pdf"
    for more in ([], ["--lang", "en", "--kind", KIND]):
        options = parser.parse_args(["report", str(made), *more])
        assert options.command(options) == 0
        assert made.read_bytes().startswith(b"%PDF-1.7")
    options = parser.parse_args(["report", str(made), "--kind", "castle"])
    with pytest.raises(CannotStart):
        options.command(options)
    assert list(tmp_path.iterdir()) == [made]


def test_the_drawing_keeps_north_up_and_the_ground_in_its_proportions():
    paper = sheet((127.0, 37.0, 127.1, 37.1))
    west, north = paper.at((127.0, 37.1))
    east, south = paper.at((127.1, 37.0))
    assert (west, north) == (12.0, 12.0)
    assert east == 988.0
    assert (east - west) / (south - north) == pytest.approx(0.798, abs=0.002)  # cos 37.05 degrees
    land = json.loads((DEMO / "boundaries.geojson").read_text())["features"]
    assert outline(paper, land[0]["geometry"]).endswith("Z")
    assert marks(paper, [(127.0, 37.1)] * 3, 2).count("M") == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("shelf")
def test_the_report_adds_up_in_both_languages_and_is_a_pdf(visit):
    take(as_csv(invented_rows(60)))
    grade_homes(20, surveyor_add(name="조사원 1", **BY)[0])
    exclude(Home.objects.filter(state="listed").order_by("-id")[0].id)
    found = report(KIND, now=NOW, today=NOW.date())
    assert found.counted.adds_up
    assert found.counted.listed == 60 == sum(line.listed for line in found.progress.dongs)
    mark_count = sum(n for *_, n in found.drawing.marks) + found.drawing.waiting.count("M")
    assert mark_count + found.unplaced + found.counted.taken_out == 60
    with translation.override("en"):
        words = render_to_string("survey_pages/report.html", _context(KIND, "en"))
    assert not re.search("[가-힣]", words.replace("조사원 1", ""))
    made = visit("mayor").get(f"/surveys/report.pdf?kind={KIND}")
    assert made.content.startswith(b"%PDF-1.7")
    assert visit("roads.officer").get("/surveys/report.pdf").status_code == 403
