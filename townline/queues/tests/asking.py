"""A questionnaire to test with: that of the demo's infection tests."""

import datetime as dt
import functools
from pathlib import Path
from typing import Any

from townline.queues.rules.questions import Form, form_of

TODAY = dt.date(2026, 11, 25)
FILE = Path(__file__).parents[2] / "data" / "districts" / "demo"
WELL = {"consent": "yes", "age": 38, "symptoms": ["none"], "contact": "no", "travel": "no"}
ILL = WELL | {"symptoms": ["fever", "cough"], "since": "2026-11-23", "temperature": 38.2}


@functools.cache
def definition() -> dict[str, Any]:
    """Read the demo's form, as ``townline district load`` does."""
    from townline.config.loading.forms import forms
    from townline.config.loading.problems import Problems
    from townline.config.loading.source import Source

    problems = Problems()
    (found,) = forms(Source(FILE, problems), ["test"])
    assert problems == []
    return found.definition


def form() -> Form:
    return form_of(definition())
