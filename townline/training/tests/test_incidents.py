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
    told = incident_score(rows)
    assert told is not None
    assert told["f1"] >= 0.9
    assert told["low"] <= told["f1"] <= told["high"]


def test_nothing_to_compare_is_told_as_nothing():
    assert incident_score([{"text": "정전"}, {"text": "정전", "incident": "a"}]) is None
