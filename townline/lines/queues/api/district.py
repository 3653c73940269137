"""The district's data of this room: checking and storing it."""

from townline.lines.queues.rules.answers import AnswerRefused
from townline.lines.queues.rules.answers import read as answer_read
from townline.lines.queues.rules.conditions import ConditionInvalid, looks_here
from townline.lines.queues.rules.conditions import names as condition_names
from townline.lines.queues.rules.conditions import parse as condition_parse
from townline.lines.queues.rules.plans import PlanInvalid
from townline.lines.queues.rules.plans import plan_of as plan_check
from townline.lines.queues.rules.questions import Kind, form_of
from townline.lines.queues.services.forms import FormEntry, forms_load
from townline.lines.queues.services.loading import (
    DeskEntry,
    QueueEntry,
    SiteEntry,
    Sites,
    sites_load,
)

__all__ = [
    "AnswerRefused",
    "ConditionInvalid",
    "DeskEntry",
    "FormEntry",
    "Kind",
    "PlanInvalid",
    "QueueEntry",
    "SiteEntry",
    "Sites",
    "answer_read",
    "condition_names",
    "condition_parse",
    "form_of",
    "forms_load",
    "looks_here",
    "plan_check",
    "sites_load",
]
