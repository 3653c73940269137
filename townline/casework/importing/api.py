"""The front door of importing old texts."""

from townline.casework.importing.rules import USUAL_WINDOW, TextExchange
from townline.casework.importing.services.commitments import PromisedNotes, promised_import
from townline.casework.importing.services.course import refusal_of
from townline.casework.importing.services.importing import Imported, texts_import, texts_paired
from townline.casework.importing.services.old_text import OldText
from townline.casework.importing.services.steps import (
    CaseStep,
    Confirmed,
    Drafted,
    Endangered,
    HistoryCase,
    Moved,
    Noted,
    QuestionStep,
    ReceivedStep,
    Retitled,
    Submitted,
)
from townline.casework.importing.services.writing import history_import

__all__ = [
    "USUAL_WINDOW",
    "CaseStep",
    "Confirmed",
    "Drafted",
    "Endangered",
    "HistoryCase",
    "Imported",
    "Moved",
    "Noted",
    "OldText",
    "PromisedNotes",
    "QuestionStep",
    "ReceivedStep",
    "Retitled",
    "Submitted",
    "TextExchange",
    "history_import",
    "promised_import",
    "refusal_of",
    "texts_import",
    "texts_paired",
]
