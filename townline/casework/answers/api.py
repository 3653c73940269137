"""The front door of answers: drafts, approval, sending, the morning."""

from townline.casework.answers.errors import (
    BlanksLeft as BlanksLeft,
    DraftConflict as DraftConflict,
    PhotosNotCarried as PhotosNotCarried,
    TextChanged as TextChanged,
    TooLate as TooLate,
    TooManyPhotos as TooManyPhotos,
)
from townline.casework.answers.rules.templates import Template as Template
from townline.casework.answers.selectors.answer_detail import (
    AnswerDetail as AnswerDetail,
    DraftView as DraftView,
    answer_get as answer_get,
    answer_photo_holders as answer_photo_holders,
    draft_bodies as draft_bodies,
    words_of as words_of,
    written_versions as written_versions,
)
from townline.casework.answers.selectors.answer_waiting import (
    awaiting as awaiting,
    draft_versions as draft_versions,
    leaving as leaving,
)
from townline.casework.answers.selectors.morning import (
    MorningGroup as MorningGroup,
    MorningTexts as MorningTexts,
    Pressing as Pressing,
    morning_pressing as morning_pressing,
    morning_texts as morning_texts,
)
from townline.casework.answers.selectors.old_answers import (
    OldCases as OldCases,
    UsualCourse as UsualCourse,
    old_answers as old_answers,
    old_cases as old_cases,
)
from townline.casework.answers.selectors.photo_links import (
    Linked as Linked,
    link_page as link_page,
    link_photo as link_photo,
    linked_in as linked_in,
    links_of as links_of,
    photos_to_show as photos_to_show,
)
from townline.casework.answers.selectors.templates import templates_used as templates_used
from townline.casework.answers.services.answer_found import (
    found_to_answer as found_to_answer,
    visit_to_answer as visit_to_answer,
)
from townline.casework.answers.services.answer_photos import (
    draft_photo_drop as draft_photo_drop,
    draft_photos_add as draft_photos_add,
    photos_most as photos_most,
)
from townline.casework.answers.services.approval import (
    case_confirm as case_confirm,
    case_confirm_once as case_confirm_once,
    case_leave as case_leave,
    case_undo as case_undo,
)
from townline.casework.answers.services.combining import (
    bundle_leave as bundle_leave,
    case_bundle as case_bundle,
    case_unbundle as case_unbundle,
)
from townline.casework.answers.services.composing import (
    old_answer_put as old_answer_put,
    template_put as template_put,
)
from townline.casework.answers.services.daily_summary import digests_run as digests_run
from townline.casework.answers.services.drafting import (
    draft_save as draft_save,
    draft_send_back as draft_send_back,
    draft_submit as draft_submit,
    draft_withdraw as draft_withdraw,
    empty_sheet as empty_sheet,
    question_send as question_send,
)
from townline.casework.answers.services.endings import stops_mid_sentence as stops_mid_sentence
from townline.casework.answers.services.instructing import (
    case_answer as case_answer,
    case_instruct as case_instruct,
    case_meet as case_meet,
)
from townline.casework.answers.services.photo_links import (
    LINK_PHOTOS as LINK_PHOTOS,
    photo_link_end as photo_link_end,
    photo_link_make as photo_link_make,
    photo_link_retention_rules as photo_link_retention_rules,
)
from townline.casework.answers.services.sending import (
    SENT as SENT,
    answer_void as answer_void,
    on_accepted as on_accepted,
    on_completed as on_completed,
    on_looked as on_looked,
    on_settled as on_settled,
    sent_columns as sent_columns,
)
