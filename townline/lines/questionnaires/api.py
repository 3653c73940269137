"""The front door of the room: reading forms, keeping them, and what is asked of somebody."""

from townline.lines.questionnaires.models import QuestionForm
from townline.lines.questionnaires.rules.answers import AnswerRefused, Trouble
from townline.lines.questionnaires.rules.answers import read as answer_read
from townline.lines.questionnaires.rules.conditions import ConditionInvalid, looks_here
from townline.lines.questionnaires.rules.conditions import names as condition_names
from townline.lines.questionnaires.rules.conditions import parse as condition_parse
from townline.lines.questionnaires.rules.questions import (
    Answer,
    Filled,
    Form,
    Item,
    Kind,
    filled,
    form_of,
    told,
    worded,
)
from townline.lines.questionnaires.selectors import form_latest, forms_kept
from townline.lines.questionnaires.services import FormEntry, forms_load

__all__ = [
    "Answer",
    "AnswerRefused",
    "ConditionInvalid",
    "Filled",
    "Form",
    "FormEntry",
    "Item",
    "Kind",
    "QuestionForm",
    "Trouble",
    "answer_read",
    "condition_names",
    "condition_parse",
    "filled",
    "form_latest",
    "form_of",
    "forms_kept",
    "forms_load",
    "looks_here",
    "told",
    "worded",
]
