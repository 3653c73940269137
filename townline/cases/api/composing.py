"""Templates and old answers."""

from townline.cases.rules.templates import ALWAYS as ALWAYS_FILLED
from townline.cases.rules.templates import KINDS as TEMPLATE_KINDS
from townline.cases.rules.templates import SOMETIMES as SOMETIMES_FILLED
from townline.cases.rules.templates import Template
from townline.cases.rules.templates import names_in as placeholders_in
from townline.cases.selectors.old_answers import OldAnswer, old_answers
from townline.cases.selectors.templates import templates_used
from townline.cases.services.composing import old_answer_put, template_put

__all__ = [
    "ALWAYS_FILLED",
    "SOMETIMES_FILLED",
    "TEMPLATE_KINDS",
    "OldAnswer",
    "Template",
    "old_answer_put",
    "old_answers",
    "placeholders_in",
    "template_put",
    "templates_used",
]
