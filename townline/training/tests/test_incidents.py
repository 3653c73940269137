"""How well texts of one event are put together, measured on the texts written for it."""

import json

import pytest

from townline.platform.core.paths import DATA
from townline.training.incidents import incident_score

_FOLDER = DATA / "triage" / "incidents"


@pytest.mark.parametrize("name", ["fit", "aside"])
def test_the_aim_is_met_on_the_texts_written_for_it(name):
    rows = [
        json.loads(line) for line in (_FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    score = incident_score(rows)
    assert score is not None
    assert score["f1"] >= 0.9
    assert score["low"] <= score["f1"] <= score["high"]


def test_nothing_to_compare_is_told_as_nothing():
    assert incident_score([{"text": "정전"}, {"text": "정전", "incident": "a"}]) is None
