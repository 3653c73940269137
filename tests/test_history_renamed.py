"""Lines that were written under older names get today's, and go back, whatever their number."""

import importlib

import pytest
from django.db import DatabaseError, connection, transaction

from townline.config.history_tags import TAGS
from townline.platform.core.models import Transition

renaming = importlib.import_module("townline.platform.core.migrations.0010_history_tags")

pytestmark = [pytest.mark.server, pytest.mark.django_db]
# Every kind of subject with every name that it had: 300 rows; and what no table knows.
BEFORE = [
    (f"{kind}:{number}" if number else kind, event)
    for number in (0, 7)
    for kind, own in renaming.TAGS.items()
    for event in own
]
STRANGE = [("case:7", "of-old"), ("caseload:7", "submit"), ("letter:7", "submit")]


OLD = "of old"


def written():
    rows = Transition.objects.filter(actor_label=OLD).order_by("id")
    return list(rows.values_list("subject", "event"))


@pytest.fixture
def old():
    # Past the writer, which would refuse them.
    Transition.objects.bulk_create(
        Transition(subject=subject, event=event, actor="system", actor_label=OLD)
        for subject, event in BEFORE + STRANGE
    )
    assert written() == BEFORE + STRANGE


def forwards():
    with connection.schema_editor() as editor:
        renaming.forwards(None, editor)


def backwards():
    with connection.schema_editor() as editor:
        renaming.backwards(None, editor)


def test_every_line_of_old_gets_a_declared_name_of_its_subject(old):
    forwards()
    now = written()
    assert now[-len(STRANGE) :] == STRANGE
    for subject, event in now[: -len(STRANGE)]:
        assert event in TAGS
        assert event.partition(":")[0] == subject.partition(":")[0]


def test_no_two_names_of_a_subject_become_one(old):
    forwards()
    assert len(set(written())) == len(set(BEFORE + STRANGE))


def test_back_every_line_has_the_name_that_it_had(old):
    forwards()
    backwards()
    assert written() == BEFORE + STRANGE


def test_twice_is_as_once(old):
    forwards()
    once = written()
    forwards()
    assert written() == once


def test_the_history_is_append_only_again(old):
    forwards()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        Transition.objects.filter(subject="case:7").update(event="case:status:open")
