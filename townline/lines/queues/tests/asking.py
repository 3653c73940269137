"""A questionnaire to test with: the demo's for infection tests, as loading makes it."""

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

from townline.lines.queues.questionnaires.rules.questions import Questionnaire, form_of

TODAY = dt.date(2026, 11, 25)
# config/tests/test_forms_invalid.py holds it against the spreadsheet.
FILE = Path(__file__).with_name("infection_test.json")
WELL = {"consent": "yes", "age": 38, "symptoms": ["none"], "contact": "no", "travel": "no"}
ILL = WELL | {"symptoms": ["fever", "cough"], "since": "2026-11-23", "temperature": 38.2}


@functools.cache
def definition() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


def form() -> Questionnaire:
    return form_of(definition())
