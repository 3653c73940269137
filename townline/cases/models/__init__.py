"""The tables of the room, by noun."""

from townline.cases.models.alarms import Alarm, AlarmTold
from townline.cases.models.alerts import Alert, AlertWish
from townline.cases.models.alike import (
    AlikeJoin,
    IncidentCase,
    IncidentMark,
    IncidentSuggestion,
)
from townline.cases.models.assigning import AssignmentRule
from townline.cases.models.batch import Batch, BatchLine
from townline.cases.models.case import Case, CaseResident, SharedAnswer
from townline.cases.models.clocks import CalendarChange, LegalClock, LegalExtension, LegalPause
from townline.cases.models.composing import PhotoLink
from townline.cases.models.group import Group
from townline.cases.models.joint import Participation, PositionVersion
from townline.cases.models.meeting import Attendee, Decision, Meeting
from townline.cases.models.office import Mention, Note, Notice, Presence, Undo
from townline.cases.models.promised import PromisedDate
from townline.cases.models.readings import TextReading
from townline.cases.models.referral import Referral
from townline.cases.models.repeats import NewFacts
from townline.cases.models.residents import CaseLink, FollowUp, Rating
from townline.cases.models.search import SavedSearch, SearchText
from townline.cases.models.visit import Visit, VisitPhoto
from townline.cases.models.writing import Confirmation, ConfirmedText, Draft, DraftVersion

__all__ = [
    "Alarm", "AlarmTold", "Alert", "AlertWish", "AlikeJoin", "AssignmentRule", "Attendee",
    "Batch", "BatchLine", "CalendarChange", "Case", "CaseLink", "CaseResident", "Confirmation",
    "ConfirmedText", "Decision", "Draft", "DraftVersion", "FollowUp", "Group", "IncidentCase",
    "IncidentMark", "IncidentSuggestion", "LegalClock", "LegalExtension", "LegalPause", "Meeting",
    "Mention", "NewFacts", "Note", "Notice", "Participation", "PhotoLink", "PositionVersion",
    "Presence", "PromisedDate", "Rating", "Referral", "SavedSearch", "SearchText", "SharedAnswer",
    "TextReading", "Undo", "Visit", "VisitPhoto",
]  # fmt: skip
