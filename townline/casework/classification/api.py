"""The front door of classification: readings, rules, similar and repeated cases."""

from townline.casework.classification.errors import (
    RuleCircle as RuleCircle,
    RuleInvalid as RuleInvalid,
)
from townline.casework.classification.models import AssignmentRule as AssignmentRule
from townline.casework.classification.ports import (
    NUMBERED_PLACES as NUMBERED_PLACES,
    NumberedPlace as NumberedPlace,
    NumberedPlaces as NumberedPlaces,
)
from townline.casework.classification.rules.assignment import (
    Rule as Rule,
    RuleState as RuleState,
    circle as circle,
    first_fitting as first_fitting,
    words_of as words_of,
)
from townline.casework.classification.rules.readings import (
    Confidence as Confidence,
    Likely as Likely,
    ReadingState as ReadingState,
    ShareEstimate as ShareEstimate,
    likely as likely,
    suggesting as suggesting,
)
from townline.casework.classification.rules.topics import Topic as Topic
from townline.casework.classification.selectors.assignment import (
    TRIED_AT_MOST as TRIED_AT_MOST,
    CaseWords as CaseWords,
    Example as Example,
    Trial as Trial,
    Tried as Tried,
    facts_many as facts_many,
    facts_of as facts_of,
    key_of as key_of,
    rule_destination as rule_destination,
    rule_of as rule_of,
    rules_all as rules_all,
    rules_histories as rules_histories,
    rules_on as rules_on,
    rules_touched as rules_touched,
    rules_try as rules_try,
    tried_on as tried_on,
)
from townline.casework.classification.selectors.incidents import (
    Incident as Incident,
    incident_get as incident_get,
    incidents as incidents,
    suggested_cases as suggested_cases,
    suggestions_of as suggestions_of,
)
from townline.casework.classification.selectors.located import (
    Located as Located,
    case_location as case_location,
    read_as_danger as read_as_danger,
)
from townline.casework.classification.selectors.readings import (
    Suggestion as Suggestion,
    languages_of as languages_of,
    readings_failed as readings_failed,
    readings_of as readings_of,
    readings_summary as readings_summary,
    suggestion_of as suggestion_of,
    text_kinds as text_kinds,
    waits_long as waits_long,
)
from townline.casework.classification.selectors.related_cases import again as again
from townline.casework.classification.selectors.repeated_cases import (
    repeated_cases as repeated_cases,
)
from townline.casework.classification.selectors.repeats import (
    ResidentCases as ResidentCases,
    resident_cases as resident_cases,
)
from townline.casework.classification.selectors.similarity import (
    SimilarCase as SimilarCase,
    SimilarityFigures as SimilarityFigures,
    cases_bound as cases_bound,
    similar_cases as similar_cases,
    similarity_figures as similarity_figures,
)
from townline.casework.classification.selectors.training_examples import (
    training_examples as training_examples,
)
from townline.casework.classification.selectors.triage_figures import (
    TriageFigures as TriageFigures,
    months_until as months_until,
    triage_figures as triage_figures,
)
from townline.casework.classification.services.assignment import (
    RuleInput as RuleInput,
    may_rule as may_rule,
    place_names as place_names,
    rule_add as rule_add,
    rule_draft as rule_draft,
    rule_edit as rule_edit,
    rule_move as rule_move,
    rule_switch as rule_switch,
    rules_load as rules_load,
)
from townline.casework.classification.services.assignment_holding import (
    rule_take as rule_take,
    rules_hold as rules_hold,
)
from townline.casework.classification.services.assignment_undo import (
    rule_undo as rule_undo,
    undoable_line as undoable_line,
)
from townline.casework.classification.services.groups import (
    case_group as case_group,
    case_ungroup as case_ungroup,
    group_merge as group_merge,
)
from townline.casework.classification.services.incidents import (
    incident_accept as incident_accept,
    incident_dismiss as incident_dismiss,
    incident_put_back as incident_put_back,
    incidents_run as incidents_run,
)
from townline.casework.classification.services.locating import (
    place_clear as place_clear,
    place_correct as place_correct,
)
from townline.casework.classification.services.reading_backfill import (
    readings_all_again as readings_all_again,
    readings_seed as readings_seed,
    readings_wanted as readings_wanted,
)
from townline.casework.classification.services.reading_run import (
    WAKE as WAKE,
    joined_read as joined_read,
    opened_read as opened_read,
    placed_again as placed_again,
    readings_again as readings_again,
    readings_follow as readings_follow,
    readings_run as readings_run,
    readings_waiting as readings_waiting,
    reply_read as reply_read,
)
from townline.casework.classification.services.reading_store import (
    decision_forget as decision_forget,
    decision_note as decision_note,
    kind_note as kind_note,
    readings_erase as readings_erase,
    sender_readings_erase as sender_readings_erase,
)
from townline.casework.classification.services.repeats import (
    case_close_repeat as case_close_repeat,
    case_new_facts as case_new_facts,
    repeats_erase as repeats_erase,
)
from townline.casework.classification.services.similarity import (
    join_begin as join_begin,
    join_end as join_end,
    photos_index as photos_index,
)
from townline.casework.classification.services.suggesting import (
    spam_confirm as spam_confirm,
    spam_deny as spam_deny,
    suggestion_take as suggestion_take,
)
from townline.casework.classification.services.topics import (
    case_split_topics as case_split_topics,
    same_matter as same_matter,
)
