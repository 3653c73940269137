"""The front door of the room: reading forms, keeping them, and what is asked of somebody."""

from townline.lines.questionnaires.models import QuestionForm
from townline.lines.questionnaires.rules.answers import AnswerRefused, Trouble
from townline.lines.questionnaires.rules.answers import read as answer_read
from townline.lines.questionnaires.rules.conditions import ConditionInvalid, refers_to_answer
from townline.lines.questionnaires.rules.conditions import names as condition_names
from townline.lines.questionnaires.rules.conditions import parse as condition_parse
from townline.lines.questionnaires.rules.questions import (
    Answer,
    Filled,
    QuestionItem,
    QuestionKind,
    Questionnaire,
    answer_text,
    apply_answers,
    form_of,
    words_in,
)
from townline.lines.questionnaires.selectors import form_latest, stored_forms
from townline.lines.questionnaires.services import FormEntry, forms_load

__all__ = [
    "Answer",
    "AnswerRefused",
    "ConditionInvalid",
    "Filled",
    "FormEntry",
    "QuestionForm",
    "QuestionItem",
    "QuestionKind",
    "Questionnaire",
    "Trouble",
    "answer_read",
    "answer_text",
    "apply_answers",
    "condition_names",
    "condition_parse",
    "form_latest",
    "form_of",
    "forms_load",
    "refers_to_answer",
    "stored_forms",
    "words_in",
]
