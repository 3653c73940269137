"""A history is read by people: no event shows its code."""

import re
from pathlib import Path

import pytest

from townline.cases.rules import Event
from townline.cases.views import labels

SERVICES = Path(__file__).parents[1] / "services"
# Where a service writes down what is no step of the table.
_WRITTEN = re.compile(r'(?:event=|_note_history\(case, |_record\(case, )"(\w+)"(?:.*else "(\w+)")?')


def written():
    lines = "\n".join(path.read_text() for path in SERVICES.rglob("*.py"))
    return {word for found in _WRITTEN.findall(lines) for word in found if word}


def test_the_services_are_read_right():
    assert {"open", "note", "remind", "overdue", "danger_on", "danger_off"} <= written()


@pytest.mark.parametrize("event", sorted({*written(), *Event}))
def test_every_event_has_its_words(event):
    assert labels.event(event) != event
