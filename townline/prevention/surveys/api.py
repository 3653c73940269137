"""The front door of surveys: the lists, who goes, what was answered, how homes are graded."""

from townline.prevention.surveys.models import (
    Attempt,
    EntityUpdate,
    FormVersion,
    Grade,
    Home,
    HomeFile,
    Household,
    ListImport,
    PlannedVisit,
    SecondReview,
    Submission,
    SubmissionFile,
    Surveyor,
    SurveyorAbsence,
    SurveyorDevice,
)
from townline.prevention.surveys.rules.invented import invented_list, invented_starts
from townline.prevention.surveys.rules.states import (
    Exclusion,
    HomeEvent,
    HomeState,
    VisitOutcome,
    home_subject,
)
from townline.prevention.surveys.selectors.counts import Counted, count_list, reconcile_list
from townline.prevention.surveys.selectors.homes import PAGE, HomeFilters, home_get, homes_page
from townline.prevention.surveys.selectors.kinds import kind_of, kinds, surveys
from townline.prevention.surveys.selectors.needs import HomeNeeds, home_needs, homes_in_need
from townline.prevention.surveys.selectors.phone_facts import home_facts, shown_file
from townline.prevention.surveys.selectors.phones import (
    AccessState,
    OpenForm,
    Phone,
    PhoneHome,
    form_of,
    homes_of,
    open_forms,
    phone_of,
)
from townline.prevention.surveys.selectors.photos import survey_photo_holder
from townline.prevention.surveys.selectors.progress import ProgressCounts, SurveyProgress, progress
from townline.prevention.surveys.selectors.rules import rules_of, ruleset
from townline.prevention.surveys.selectors.sight import decides, reads, works
from townline.prevention.surveys.services.attempts import attempt_add
from townline.prevention.surveys.services.blank_form import blank_form
from townline.prevention.surveys.services.duplicates import duplicate_decide, pairs_open
from townline.prevention.surveys.services.forms import form_upload
from townline.prevention.surveys.services.grading import (
    Visited,
    home_grade,
    homes_grade,
    reviews_draw,
)
from townline.prevention.surveys.services.homes import (
    Leaving,
    StoredFile,
    files_add,
    home_exclude,
    home_place,
    home_put_back,
    homes_assign,
    homes_exclude,
)
from townline.prevention.surveys.services.households import (
    household_person_part,
    household_retention_rules,
    household_set,
)
from townline.prevention.surveys.services.importing import list_take
from townline.prevention.surveys.services.list_files import list_upload
from townline.prevention.surveys.services.phones import device_note
from townline.prevention.surveys.services.retention import answers_forget, retention_rules
from townline.prevention.surveys.services.reviews import review_assign, review_decide
from townline.prevention.surveys.services.rule_versions import rules_propose
from townline.prevention.surveys.services.submissions import RESULTS, submission_settle
from townline.prevention.surveys.services.submitting.counting import (
    submission_check,
    submission_confirm,
    submission_place,
)
from townline.prevention.surveys.services.submitting.entities import entity_decide
from townline.prevention.surveys.services.submitting.files import ReceivedFile
from townline.prevention.surveys.services.submitting.refusals import SubmissionRefused
from townline.prevention.surveys.services.submitting.taking import SubmissionResult, submission_take
from townline.prevention.surveys.services.surveyors import (
    absence_remove,
    absence_set,
    surveyor_add,
    surveyor_change,
    surveyor_of,
    token_hash,
    token_renew,
    token_revoke,
)
from townline.prevention.surveys.services.transition import home_lock

__all__ = [
    "PAGE",
    "RESULTS",
    "AccessState",
    "Attempt",
    "Counted",
    "EntityUpdate",
    "Exclusion",
    "FormVersion",
    "Grade",
    "Home",
    "HomeEvent",
    "HomeFile",
    "HomeFilters",
    "HomeNeeds",
    "HomeState",
    "Household",
    "Leaving",
    "ListImport",
    "OpenForm",
    "Phone",
    "PhoneHome",
    "PlannedVisit",
    "ProgressCounts",
    "ReceivedFile",
    "SecondReview",
    "StoredFile",
    "Submission",
    "SubmissionFile",
    "SubmissionRefused",
    "SubmissionResult",
    "SurveyProgress",
    "Surveyor",
    "SurveyorAbsence",
    "SurveyorDevice",
    "VisitOutcome",
    "Visited",
    "absence_remove",
    "absence_set",
    "answers_forget",
    "attempt_add",
    "blank_form",
    "count_list",
    "decides",
    "device_note",
    "duplicate_decide",
    "entity_decide",
    "files_add",
    "form_of",
    "form_upload",
    "home_exclude",
    "home_facts",
    "home_get",
    "home_grade",
    "home_lock",
    "home_needs",
    "home_place",
    "home_put_back",
    "home_subject",
    "homes_assign",
    "homes_exclude",
    "homes_grade",
    "homes_in_need",
    "homes_of",
    "homes_page",
    "household_person_part",
    "household_retention_rules",
    "household_set",
    "invented_list",
    "invented_starts",
    "kind_of",
    "kinds",
    "list_take",
    "list_upload",
    "open_forms",
    "pairs_open",
    "phone_of",
    "progress",
    "reads",
    "reconcile_list",
    "retention_rules",
    "review_assign",
    "review_decide",
    "reviews_draw",
    "rules_of",
    "rules_propose",
    "ruleset",
    "shown_file",
    "submission_check",
    "submission_confirm",
    "submission_place",
    "submission_settle",
    "submission_take",
    "survey_photo_holder",
    "surveyor_add",
    "surveyor_change",
    "surveyor_of",
    "surveys",
    "token_hash",
    "token_renew",
    "token_revoke",
    "works",
]
