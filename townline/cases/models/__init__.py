"""The tables of the room, by noun."""

from townline.cases.models.case import Case, CaseResident
from townline.cases.models.composing import PhotoLink
from townline.cases.models.office import Note, Notice, Presence, Undo
from townline.cases.models.writing import Confirmation, ConfirmedText, Draft, DraftVersion

__all__ = [
    "Case", "CaseResident", "Confirmation", "ConfirmedText", "Draft", "DraftVersion", "Note",
    "Notice", "PhotoLink", "Presence", "Undo",
]  # fmt: skip
