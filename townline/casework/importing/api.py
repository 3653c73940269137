"""The front door of importing old texts."""

from townline.casework.importing.rules import USUAL_WINDOW, Matter
from townline.casework.importing.services.commitments import PromisedNotes, promised_import
from townline.casework.importing.services.course import refusal_of
from townline.casework.importing.services.importing import Imported, texts_import, texts_paired
from townline.casework.importing.services.old_text import OldText
from townline.casework.importing.services.steps import (
    Asked,
    Confirmed,
    Drafted,
    Endangered,
    Heard,
    HistoryCase,
    Moved,
    Noted,
    Retitled,
    Step,
    Submitted,
)
from townline.casework.importing.services.writing import history_import

__all__ = [
    "USUAL_WINDOW",
    "Asked",
    "Confirmed",
    "Drafted",
    "Endangered",
    "Heard",
    "HistoryCase",
    "Imported",
    "Matter",
    "Moved",
    "Noted",
    "OldText",
    "PromisedNotes",
    "Retitled",
    "Step",
    "Submitted",
    "history_import",
    "promised_import",
    "refusal_of",
    "texts_import",
    "texts_paired",
]
