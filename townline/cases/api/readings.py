"""What a machine reads in texts, and what people make of it."""

from townline.cases.models import TextReading
from townline.cases.rules import UNSORTED
from townline.cases.rules.readings import (
    UNNOTICED,
    How,
    Likely,
    ReadingState,
    Sureness,
    likely,
    suggesting,
)
from townline.cases.rules.shares import Share
from townline.cases.rules.topics import Topic
from townline.cases.selectors.lessons import Lesson, lessons
from townline.cases.selectors.readings import (
    Suggestion,
    languages_of,
    readings_failed,
    readings_of,
    suggestion_of,
    waits_long,
)
from townline.cases.selectors.triage_figures import (
    ReadTally,
    ServiceTally,
    Tally,
    TriageFigures,
    months_until,
    triage_figures,
)
from townline.cases.selectors.undoing import undoable_code
from townline.cases.services.reading_begin import (
    WAKE,
    joined_read,
    opened_read,
    readings_again,
    readings_follow,
    reply_read,
)
from townline.cases.services.reading_decide import decision_forget, decision_note, kind_note
from townline.cases.services.reading_past import (
    readings_all_again,
    readings_seed,
    readings_wanted,
)
from townline.cases.services.reading_run import Ran, readings_run, readings_waiting
from townline.cases.services.suggesting import spam_confirm, spam_deny, suggestion_take
from townline.cases.services.topics import case_split_topics, same_matter

__all__ = [
    "UNNOTICED",
    "UNSORTED",
    "WAKE",
    "How",
    "Lesson",
    "Likely",
    "Ran",
    "ReadTally",
    "ReadingState",
    "ServiceTally",
    "Share",
    "Suggestion",
    "Sureness",
    "Tally",
    "TextReading",
    "Topic",
    "TriageFigures",
    "case_split_topics",
    "decision_forget",
    "decision_note",
    "joined_read",
    "kind_note",
    "languages_of",
    "lessons",
    "likely",
    "months_until",
    "opened_read",
    "readings_again",
    "readings_all_again",
    "readings_failed",
    "readings_follow",
    "readings_of",
    "readings_run",
    "readings_seed",
    "readings_waiting",
    "readings_wanted",
    "reply_read",
    "same_matter",
    "spam_confirm",
    "spam_deny",
    "suggesting",
    "suggestion_of",
    "suggestion_take",
    "triage_figures",
    "undoable_code",
    "waits_long",
]
