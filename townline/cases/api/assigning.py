"""Rules of the district that say which department a case is for."""

from townline.cases.models import AssignmentRule
from townline.cases.rules.assigning import Facts, Rule, RuleState, chosen, circle, words_of
from townline.cases.selectors.assigning import (
    TRIED_AT_MOST,
    Example,
    Trial,
    Tried,
    Words,
    facts_many,
    facts_of,
    rule_destination,
    rule_of,
    rules_all,
    rules_histories,
    rules_on,
    rules_try,
)
from townline.cases.services.assigning import (
    RuleWish,
    may_rule,
    place_names,
    rule_add,
    rule_draft,
    rule_edit,
    rule_move,
    rule_switch,
    rules_load,
)
from townline.cases.services.assigning_holding import rules_hold
from townline.cases.services.assigning_taking import rule_take
from townline.cases.services.assigning_undo import rule_undo, undoable_line

__all__ = [
    "TRIED_AT_MOST",
    "AssignmentRule",
    "Example",
    "Facts",
    "Rule",
    "RuleState",
    "RuleWish",
    "Trial",
    "Tried",
    "Words",
    "chosen",
    "circle",
    "facts_many",
    "facts_of",
    "may_rule",
    "place_names",
    "rule_add",
    "rule_destination",
    "rule_draft",
    "rule_edit",
    "rule_move",
    "rule_of",
    "rule_switch",
    "rule_take",
    "rule_undo",
    "rules_all",
    "rules_histories",
    "rules_hold",
    "rules_load",
    "rules_on",
    "rules_try",
    "undoable_line",
    "words_of",
]
