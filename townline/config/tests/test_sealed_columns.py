"""No column of bytes is forgotten when the keys change."""

from django.apps import apps
from django.db import models

from townline.config.wiring import SEALED

# Columns of bytes that no key of the ring had a part in, and why.
WITHOUT_KEYS = {
    "exploration_planning.Section.shape": "where a road lies",
    "exploration_planning.ReferenceLine.shape": "where a sewer or a railway lies",
    "exploration_planning.PlaceFile.content": "roads and sewers, let go once it was taken in",
    "works_planning.PlanVersion.document": "a decision of the office, which names no resident",
    "surveys.ListImport.content": "a list of addresses, let go once it was taken in",
    "surveys.ListImport.table": "what was read of that list, let go with it",
    "surveys.FormVersion.xlsform": "questions, as phones get them",
    "editing.LoadedFile.content": "a file of the district's own folder, which holds no resident",
    "departments.ApiToken.secret_hash": "a hash of 256 random bits",
    "queues.QueueDay.seed": "random, and shown to everybody after opening",
    "queues.Ticket.device": "random, of a browser, forgotten with the telephone",
    "queues.Ticket.origin": "a keyed hash of an address that is forgotten with the day",
    "queues.Ticket.work": "of a form that was filled in, random",
    "queues.Ticket.key": "random; what opens a ticket is signed",
    "core.Tally.name": "a name that is made anew each time, for an hour at most",
    "triage.IndexedText.vector": "numbers made of a text that lies beside it in plain words",
}


def columns(kind):
    found = set()
    for model in apps.get_models():
        if model.__module__.startswith("townline."):
            fields = [each for each in model._meta.concrete_fields if isinstance(each, kind)]
            found |= {f"{model._meta.label}.{field.name}" for field in fields}
    return found


def test_every_column_of_bytes_is_rewritten_or_known_to_need_no_key():
    rewritten = {f"{table.model._meta.label}.{name}" for table in SEALED for name in table.columns}
    assert columns(models.BinaryField) - rewritten - set(WITHOUT_KEYS) == set()
    assert set(WITHOUT_KEYS) <= columns(models.BinaryField)  # none is kept in the list in vain


def test_what_is_rewritten_is_there():
    for table in SEALED:
        known = {field.name for field in table.model._meta.concrete_fields}
        assert set(table.columns) <= known
