"""The front door of surveys: the lists, who goes, what was answered, how homes are graded."""

from townline.prevention.surveys.models import (
    Attempt as Attempt,
    EntityUpdate as EntityUpdate,
    FormVersion as FormVersion,
    Grade as Grade,
    Home as Home,
    HomeFile as HomeFile,
    Household as Household,
    ListImport as ListImport,
    PlannedVisit as PlannedVisit,
    SecondReview as SecondReview,
    Submission as Submission,
    SubmissionFile as SubmissionFile,
    Surveyor as Surveyor,
    SurveyorAbsence as SurveyorAbsence,
    SurveyorDevice as SurveyorDevice,
)
from townline.prevention.surveys.rules.invented import (
    invented_list as invented_list,
    invented_starts as invented_starts,
)
from townline.prevention.surveys.rules.states import (
    Exclusion as Exclusion,
    HomeEvent as HomeEvent,
    HomeState as HomeState,
    VisitOutcome as VisitOutcome,
    home_subject as home_subject,
)
from townline.prevention.surveys.selectors.counts import (
    Counted as Counted,
    count_list as count_list,
    reconcile_list as reconcile_list,
)
from townline.prevention.surveys.selectors.homes import (
    PAGE as PAGE,
    HomeFilters as HomeFilters,
    decides as decides,
    home_get as home_get,
    homes_page as homes_page,
    kind_of as kind_of,
    kinds as kinds,
    reads as reads,
    survey_photo_holder as survey_photo_holder,
    surveys as surveys,
    works as works,
)
from townline.prevention.surveys.selectors.needs import (
    HomeNeeds as HomeNeeds,
    home_needs as home_needs,
    homes_in_need as homes_in_need,
)
from townline.prevention.surveys.selectors.phones import (
    AccessState as AccessState,
    OpenForm as OpenForm,
    Phone as Phone,
    PhoneHome as PhoneHome,
    form_of as form_of,
    home_facts as home_facts,
    homes_of as homes_of,
    open_forms as open_forms,
    phone_of as phone_of,
    shown_file as shown_file,
)
from townline.prevention.surveys.selectors.progress import (
    ProgressCounts as ProgressCounts,
    SurveyProgress as SurveyProgress,
    progress as progress,
)
from townline.prevention.surveys.selectors.rules import rules_of as rules_of, ruleset as ruleset
from townline.prevention.surveys.services.attempts import attempt_add as attempt_add
from townline.prevention.surveys.services.blank_form import blank_form as blank_form
from townline.prevention.surveys.services.duplicates import (
    duplicate_decide as duplicate_decide,
    pairs_open as pairs_open,
)
from townline.prevention.surveys.services.forms import form_upload as form_upload
from townline.prevention.surveys.services.grading import (
    Visited as Visited,
    home_grade as home_grade,
    homes_grade as homes_grade,
    reviews_draw as reviews_draw,
)
from townline.prevention.surveys.services.homes import (
    Leaving as Leaving,
    StoredFile as StoredFile,
    device_note as device_note,
    files_add as files_add,
    home_exclude as home_exclude,
    home_place as home_place,
    home_put_back as home_put_back,
    homes_assign as homes_assign,
    homes_exclude as homes_exclude,
)
from townline.prevention.surveys.services.households import (
    household_person_part as household_person_part,
    household_retention_rules as household_retention_rules,
    household_set as household_set,
)
from townline.prevention.surveys.services.importing import list_take as list_take
from townline.prevention.surveys.services.list_files import list_upload as list_upload
from townline.prevention.surveys.services.retention import (
    answers_forget as answers_forget,
    retention_rules as retention_rules,
)
from townline.prevention.surveys.services.reviews import (
    review_assign as review_assign,
    review_decide as review_decide,
)
from townline.prevention.surveys.services.rule_versions import rules_propose as rules_propose
from townline.prevention.surveys.services.submissions import (
    RESULTS as RESULTS,
    submission_settle as submission_settle,
)
from townline.prevention.surveys.services.submitting.counting import (
    submission_check as submission_check,
    submission_confirm as submission_confirm,
    submission_place as submission_place,
)
from townline.prevention.surveys.services.submitting.entities import entity_decide as entity_decide
from townline.prevention.surveys.services.submitting.files import ReceivedFile as ReceivedFile
from townline.prevention.surveys.services.submitting.receiving import (
    SubmissionResult as SubmissionResult,
    submission_take as submission_take,
)
from townline.prevention.surveys.services.submitting.refusals import (
    SubmissionRefused as SubmissionRefused,
)
from townline.prevention.surveys.services.surveyors import (
    absence_remove as absence_remove,
    absence_set as absence_set,
    surveyor_add as surveyor_add,
    surveyor_change as surveyor_change,
    surveyor_of as surveyor_of,
    token_hash as token_hash,
    token_renew as token_renew,
    token_revoke as token_revoke,
)
from townline.prevention.surveys.services.transition import home_lock as home_lock
