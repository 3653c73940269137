"""What a district brings along from before."""

from townline.cases.rules.pairing import USUAL_WINDOW, Matter
from townline.cases.services.history.importing import Imported, texts_import, texts_paired
from townline.cases.services.history.old_text import OldText
from townline.cases.services.history.promised import PromisedNotes, promised_import
from townline.cases.services.history.steps import (
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
from townline.cases.services.history.writing import history_import
from townline.cases.services.residents.past import PastReply, replies_import

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
    "PastReply",
    "PromisedNotes",
    "Retitled",
    "Step",
    "Submitted",
    "history_import",
    "promised_import",
    "replies_import",
    "texts_import",
    "texts_paired",
]
