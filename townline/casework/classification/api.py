"""The front door of classification: readings, rules, similar and repeated cases."""

from townline.casework.classification.errors import RuleCircle, RuleInvalid
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import (
    Rule,
    RuleState,
    circle,
    first_fitting,
    words_of,
)
from townline.casework.classification.rules.readings import (
    Confidence,
    Likely,
    ReadingState,
    likely,
    suggesting,
)
from townline.casework.classification.rules.shares import ShareEstimate
from townline.casework.classification.rules.topics import Topic
from townline.casework.classification.selectors.assignment import (
    TRIED_AT_MOST,
    CaseWords,
    Example,
    Trial,
    Tried,
    facts_many,
    facts_of,
    key_of,
    rule_destination,
    rule_of,
    rules_all,
    rules_histories,
    rules_on,
    rules_touched,
    rules_try,
    tried_on,
)
from townline.casework.classification.selectors.came_again import repeated_cases
from townline.casework.classification.selectors.incidents import (
    Incident,
    incident_get,
    incidents,
    suggested_cases,
    suggestions_of,
)
from townline.casework.classification.selectors.located import (
    Located,
    case_location,
    read_as_danger,
)
from townline.casework.classification.selectors.readings import (
    Suggestion,
    languages_of,
    readings_failed,
    readings_of,
    suggestion_of,
    waits_long,
)
from townline.casework.classification.selectors.readings_summary import readings_summary
from townline.casework.classification.selectors.related_cases import again
from townline.casework.classification.selectors.repeats import ResidentCases, resident_cases
from townline.casework.classification.selectors.similarity import (
    SimilarCase,
    SimilarityFigures,
    cases_bound,
    similar_cases,
    similarity_figures,
)
from townline.casework.classification.selectors.text_services import (
    text_service_counts,
    text_services,
)
from townline.casework.classification.selectors.training_examples import training_examples
from townline.casework.classification.selectors.triage_figures import (
    TriageFigures,
    months_until,
    triage_figures,
)
from townline.casework.classification.services.assignment import (
    RuleInput,
    may_rule,
    place_names,
    rule_add,
    rule_draft,
    rule_edit,
    rule_move,
    rule_switch,
    rules_load,
)
from townline.casework.classification.services.assignment_holding import rules_hold
from townline.casework.classification.services.assignment_taking import rule_take
from townline.casework.classification.services.assignment_undo import rule_undo, undoable_line
from townline.casework.classification.services.groups import case_group, case_ungroup, group_merge
from townline.casework.classification.services.incidents import (
    incident_accept,
    incident_dismiss,
    incident_put_back,
)
from townline.casework.classification.services.incidents_finding import incidents_run
from townline.casework.classification.services.locating import place_clear, place_correct
from townline.casework.classification.services.reading_backfill import (
    readings_all_again,
    readings_seed,
    readings_wanted,
)
from townline.casework.classification.services.reading_begin import (
    WAKE,
    joined_read,
    opened_read,
    placed_again,
    readings_again,
    readings_follow,
    reply_read,
)
from townline.casework.classification.services.reading_decide import (
    decision_forget,
    decision_note,
    kind_note,
)
from townline.casework.classification.services.reading_erase import (
    readings_erase,
    sender_readings_erase,
)
from townline.casework.classification.services.reading_run import readings_run, readings_waiting
from townline.casework.classification.services.repeats import (
    case_close_repeat,
    case_new_facts,
    repeats_erase,
)
from townline.casework.classification.services.similarity import join_begin, join_end, photos_index
from townline.casework.classification.services.suggesting import (
    spam_confirm,
    spam_deny,
    suggestion_take,
)
from townline.casework.classification.services.topics import case_split_topics, same_matter

__all__ = [
    "TRIED_AT_MOST",
    "WAKE",
    "AssignmentRule",
    "CaseWords",
    "Confidence",
    "Example",
    "Incident",
    "Likely",
    "Located",
    "ReadingState",
    "ResidentCases",
    "Rule",
    "RuleCircle",
    "RuleInput",
    "RuleInvalid",
    "RuleState",
    "ShareEstimate",
    "SimilarCase",
    "SimilarityFigures",
    "Suggestion",
    "Topic",
    "TriageFigures",
    "Trial",
    "Tried",
    "again",
    "case_close_repeat",
    "case_group",
    "case_location",
    "case_new_facts",
    "case_split_topics",
    "case_ungroup",
    "cases_bound",
    "circle",
    "decision_forget",
    "decision_note",
    "facts_many",
    "facts_of",
    "first_fitting",
    "group_merge",
    "incident_accept",
    "incident_dismiss",
    "incident_get",
    "incident_put_back",
    "incidents",
    "incidents_run",
    "join_begin",
    "join_end",
    "joined_read",
    "key_of",
    "kind_note",
    "languages_of",
    "likely",
    "may_rule",
    "months_until",
    "opened_read",
    "photos_index",
    "place_clear",
    "place_correct",
    "place_names",
    "placed_again",
    "read_as_danger",
    "readings_again",
    "readings_all_again",
    "readings_erase",
    "readings_failed",
    "readings_follow",
    "readings_of",
    "readings_run",
    "readings_seed",
    "readings_summary",
    "readings_waiting",
    "readings_wanted",
    "repeated_cases",
    "repeats_erase",
    "reply_read",
    "resident_cases",
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
    "rules_touched",
    "rules_try",
    "same_matter",
    "sender_readings_erase",
    "similar_cases",
    "similarity_figures",
    "spam_confirm",
    "spam_deny",
    "suggested_cases",
    "suggesting",
    "suggestion_of",
    "suggestion_take",
    "suggestions_of",
    "text_service_counts",
    "text_services",
    "training_examples",
    "triage_figures",
    "tried_on",
    "undoable_line",
    "waits_long",
    "words_of",
]
