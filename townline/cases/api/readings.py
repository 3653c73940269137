"""What a machine reads in texts, and what people make of it."""

from townline.cases.models import TextReading
from townline.cases.rules.readings import (
    UNNOTICED,
    How,
    Likely,
    ReadingState,
    Sureness,
    suggesting,
)
from townline.cases.selectors.readings import (
    UNSORTED,
    Mark,
    Suggestion,
    marks_of,
    readings_of,
    suggestion_of,
    waits_long,
)
from townline.cases.selectors.undoing import undoable_code
from townline.cases.services.reading_begin import WAKE, readings_again
from townline.cases.services.reading_run import Ran, readings_run, readings_waiting
from townline.cases.services.suggesting import spam_confirm, spam_deny, suggestion_take

__all__ = [
    "UNNOTICED",
    "UNSORTED",
    "WAKE",
    "How",
    "Likely",
    "Mark",
    "Ran",
    "ReadingState",
    "Suggestion",
    "Sureness",
    "TextReading",
    "marks_of",
    "readings_again",
    "readings_of",
    "readings_run",
    "readings_waiting",
    "spam_confirm",
    "spam_deny",
    "suggesting",
    "suggestion_of",
    "suggestion_take",
    "undoable_code",
    "waits_long",
]
