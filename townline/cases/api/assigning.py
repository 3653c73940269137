"""Rules of the district that say which department a case is for."""

from townline.cases.models import AssignmentRule
from townline.cases.rules.assigning import Facts, Rule, RuleState, chosen, circle, words_of
from townline.cases.selectors.assigning import (
    TRIED_AT_MOST,
    Example,
    Trial,
    Tried,
    facts_of,
    rule_of,
    rules_all,
    rules_on,
    rules_try,
)
from townline.cases.services.assigning import (
    RuleWish,
    may_rule,
    place_names,
    rule_add,
    rule_draft,
    rule_move,
    rule_switch,
    rules_load,
)
from townline.cases.services.assigning_taking import rule_take

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
    "chosen",
    "circle",
    "facts_of",
    "may_rule",
    "place_names",
    "rule_add",
    "rule_draft",
    "rule_move",
    "rule_of",
    "rule_switch",
    "rule_take",
    "rules_all",
    "rules_load",
    "rules_on",
    "rules_try",
    "words_of",
]
