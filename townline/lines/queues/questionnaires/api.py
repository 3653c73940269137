"""The front door of the room: reading forms, keeping them, and what is asked of somebody."""

from townline.lines.queues.questionnaires.models import QuestionForm as QuestionForm
from townline.lines.queues.questionnaires.rules.answers import (
    AnswerRefused as AnswerRefused,
    Trouble as Trouble,
    read as _answer_read,
)
from townline.lines.queues.questionnaires.rules.conditions import (
    ConditionInvalid as ConditionInvalid,
    names as _condition_names,
    parse as _condition_parse,
    refers_to_answer as refers_to_answer,
)
from townline.lines.queues.questionnaires.rules.questions import (
    Answer as Answer,
    Filled as Filled,
    QuestionItem as QuestionItem,
    QuestionKind as QuestionKind,
    Questionnaire as Questionnaire,
    answer_text as answer_text,
    apply_answers as apply_answers,
    form_of as form_of,
    words_in as words_in,
)
from townline.lines.queues.questionnaires.selectors import (
    form_latest as form_latest,
    stored_forms as stored_forms,
)
from townline.lines.queues.questionnaires.services import (
    FormEntry as FormEntry,
    forms_load as forms_load,
)

answer_read = _answer_read
condition_names = _condition_names
condition_parse = _condition_parse
