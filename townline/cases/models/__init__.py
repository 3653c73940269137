"""The tables of the room, by noun."""

from townline.cases.models.case import Case, CaseResident
from townline.cases.models.composing import PhotoLink
from townline.cases.models.office import Note, Notice, Presence, Undo
from townline.cases.models.repeats import Group, NewFacts
from townline.cases.models.residents import CaseLink, FollowUp, Rating
from townline.cases.models.visit import Visit, VisitPhoto
from townline.cases.models.writing import Confirmation, ConfirmedText, Draft, DraftVersion

__all__ = [
    "Case", "CaseLink", "CaseResident", "Confirmation", "ConfirmedText", "Draft", "DraftVersion",
    "FollowUp", "Group", "NewFacts", "Note", "Notice", "PhotoLink", "Presence", "Rating", "Undo",
    "Visit", "VisitPhoto",
]  # fmt: skip
