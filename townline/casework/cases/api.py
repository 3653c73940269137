"""The front door of the cases: reads, writes and what they refuse.

Every write takes first an ``act``: who does it, and when. Refusals are ``CaseError`` with a stable
``type`` and a ``status`` as in HTTP.
"""

from townline.casework.cases.errors import (
    AlreadyMerged as AlreadyMerged,
    AnswerOnItsWay as AnswerOnItsWay,
    BuiltOn as BuiltOn,
    BundledCase as BundledCase,
    CaseError as CaseError,
    IntoItself as IntoItself,
    InvalidInput as InvalidInput,
    LastText as LastText,
    MentionBlind as MentionBlind,
    MentionUnknown as MentionUnknown,
    Merged as Merged,
    MergeUnconfirmed as MergeUnconfirmed,
    NotAGroup as NotAGroup,
    NotAllowed as NotAllowed,
    NotFound as NotFound,
    NotRepeated as NotRepeated,
    NotSamePeople as NotSamePeople,
    OfficeDecides as OfficeDecides,
    PhotoUnusable as PhotoUnusable,
    ReturnedTwice as ReturnedTwice,
    TextElsewhere as TextElsewhere,
    UndoOver as UndoOver,
    WrongState as WrongState,
)
from townline.casework.cases.events import (
    ActionUndone as ActionUndone,
    CaseAssigned as CaseAssigned,
    CaseChanged as CaseChanged,
    CaseOpened as CaseOpened,
    CaseReturnedTwice as CaseReturnedTwice,
    CasesMerged as CasesMerged,
    CasesMerging as CasesMerging,
    NewerTextReceived as NewerTextReceived,
    Noticed as Noticed,
    PetitionKindSet as PetitionKindSet,
    ReplyReceived as ReplyReceived,
    TextJoined as TextJoined,
    TextsMoved as TextsMoved,
)
from townline.casework.cases.ports import (
    Danger as Danger,
    RowMark as RowMark,
    list_extras as list_extras,
    row_extras as row_extras,
)
from townline.casework.cases.rules import (
    FINISHED as FINISHED,
    MERGEABLE as MERGEABLE,
    NEWER_TEXT as NEWER_TEXT,
    NOT_FIXED as NOT_FIXED,
    OPEN as OPEN,
    PUT_BACK_TOGETHER as PUT_BACK_TOGETHER,
    TRANSITIONS as TRANSITIONS,
    UNSORTED as UNSORTED,
    WRITABLE as WRITABLE,
    ApprovedWords as ApprovedWords,
    Bundled as Bundled,
    CaseEvent as CaseEvent,
    CaseState as CaseState,
    Kind as Kind,
    Remark as Remark,
    case_code as case_code,
    case_id_of as case_id_of,
    code_alone as code_alone,
    codes_in as codes_in,
    confirmation_hash as confirmation_hash,
    is_only_thanks as is_only_thanks,
    subject as subject,
    title_from as title_from,
)
from townline.casework.cases.rules.distance import Point as Point
from townline.casework.cases.rules.intent import Intent as Intent
from townline.casework.cases.rules.notices import PAGES as _NOTICE_PAGES
from townline.casework.cases.rules.thread import TextLike as TextLike
from townline.casework.cases.selectors.assignment_history import (
    Holding as Holding,
    owners_of as owners_of,
)
from townline.casework.cases.selectors.case_location import (
    CaseSpot as CaseSpot,
    all_places as all_places,
    fold_words as fold_words,
    place_named as place_named,
    places_in as places_in,
    spot_at as spot_at,
    spot_of as spot_of,
)
from townline.casework.cases.selectors.codes import (
    codes_of as codes_of,
    merged_ids as merged_ids,
    residents_of as residents_of,
    survivor as survivor,
    survivors as survivors,
)
from townline.casework.cases.selectors.counts import (
    MorningFigures as MorningFigures,
    counts as counts,
    morning_figures as morning_figures,
    notices_unread as notices_unread,
)
from townline.casework.cases.selectors.department_loads import (
    DepartmentLoad as DepartmentLoad,
    department_loads as department_loads,
)
from townline.casework.cases.selectors.detail import (
    Detail as Detail,
    case_find as case_find,
    case_get as case_get,
    case_read as case_read,
    held_of as held_of,
    load as load,
)
from townline.casework.cases.selectors.figures import (
    CHUNK as CHUNK,
    CaseBrief as CaseBrief,
    CaseFact as CaseFact,
    OutcomeFact as OutcomeFact,
    WeekCount as WeekCount,
    case_dongs as case_dongs,
    case_facts as case_facts,
    case_times as case_times,
    counted_cases as counted_cases,
    dongs as dongs,
    figures_begin as figures_begin,
    figures_changed as figures_changed,
    received_cases as received_cases,
    reopened_in as reopened_in,
    weekly_counts as weekly_counts,
)
from townline.casework.cases.selectors.languages import (
    LANGUAGES as LANGUAGES,
    languages as languages,
)
from townline.casework.cases.selectors.limited import (
    leads as leads,
    may_know as may_know,
    welfare_department as welfare_department,
)
from townline.casework.cases.selectors.lists import (
    CaseFilters as CaseFilters,
    CaseRow as CaseRow,
    Page as Page,
    case_below as case_below,
    cases_list as cases_list,
    filtered_cases as filtered_cases,
    row_of as row_of,
    sees as sees,
    visible as visible,
    visible_condition as visible_condition,
)
from townline.casework.cases.selectors.mentions import callable_for as callable_for
from townline.casework.cases.selectors.notices import NoticeView as NoticeView, notices as notices
from townline.casework.cases.selectors.photos import case_photo as case_photo
from townline.casework.cases.selectors.private_cases import private_among as private_among
from townline.casework.cases.selectors.public_cases import (
    MatterFact as MatterFact,
    public_cases as public_cases,
)
from townline.casework.cases.selectors.senders import (
    HEAD_STAGE as HEAD_STAGE,
    OFFICE_STAGE as OFFICE_STAGE,
    others_of as others_of,
    recipients as recipients,
)
from townline.casework.cases.selectors.thread import (
    Brief as Brief,
    cases_brief as cases_brief,
    cases_held as cases_held,
    cases_of as cases_of,
    lead_of as lead_of,
    members_of as members_of,
    talk as talk,
    thanks_words as thanks_words,
    thread_of as thread_of,
)
from townline.casework.cases.selectors.topic_changes import hints as hints
from townline.casework.cases.selectors.undoing import (
    TOPICS as TOPICS,
    Undoable as Undoable,
    undoable_code as undoable_code,
)
from townline.casework.cases.services.intake import (
    case_by_code as case_by_code,
    case_by_recency as case_by_recency,
    record_text as record_text,
    text_claim as text_claim,
    text_join as text_join,
    text_noted as text_noted,
    text_report as text_report,
    theirs as theirs,
)
from townline.casework.cases.services.intent import automatic as automatic, intent_of as intent_of
from townline.casework.cases.services.notices import notify as notify
from townline.casework.cases.services.noting import note_add as note_add
from townline.casework.cases.services.promise import (
    case_moments as case_moments,
    due_columns as due_columns,
    promise_columns as promise_columns,
    promise_give as promise_give,
    promise_withdraw as promise_withdraw,
)
from townline.casework.cases.services.receipts import answer_leaves as answer_leaves, ends as ends
from townline.casework.cases.services.retention import (
    photos_tidy as photos_tidy,
    retention_rules as retention_rules,
)
from townline.casework.cases.services.returning import decides as decides
from townline.casework.cases.services.threading_merge import case_merge as case_merge
from townline.casework.cases.services.threading_move import (
    case_move as case_move,
    case_split as case_split,
    split_off as split_off,
)
from townline.casework.cases.services.threading_texts import again_if_merged as again_if_merged
from townline.casework.cases.services.threading_undo import regroup_undo as regroup_undo
from townline.casework.cases.services.transition import (
    case_check as case_check,
    case_lock as case_lock,
    case_transition as case_transition,
    publish as publish,
)
from townline.casework.cases.services.undo_marks import UNDO_WITHIN as UNDO_WITHIN, remark as remark
from townline.casework.cases.services.work import (
    case_assign as case_assign,
    case_close as case_close,
    case_dismiss as case_dismiss,
    case_misroute as case_misroute,
    case_reopen as case_reopen,
    case_retitle as case_retitle,
    case_seen as case_seen,
    check_department as check_department,
    notices_read as notices_read,
    presence_leave as presence_leave,
    presence_touch as presence_touch,
    text_settle as text_settle,
)
from townline.platform.core.text.likeness import (
    ComplaintTopic as ComplaintTopic,
    is_same as is_same,
    otherness as otherness,
    pairs as pairs,
    services_in as services_in,
)

NOTICE_PAGES = _NOTICE_PAGES
