"""The front door of answers: drafts, approval, sending, the morning."""

from townline.casework.answers.errors import (
    BlanksLeft,
    DraftConflict,
    PhotosNotCarried,
    TextChanged,
    TooLate,
    TooManyPhotos,
)
from townline.casework.answers.rules.templates import Template
from townline.casework.answers.selectors.answer_detail import AnswerDetail, DraftView, answer_get
from townline.casework.answers.selectors.answer_photos import answer_photo_holders
from townline.casework.answers.selectors.answer_waiting import awaiting, draft_versions, leaving
from townline.casework.answers.selectors.answer_words import (
    draft_bodies,
    words_of,
    written_versions,
)
from townline.casework.answers.selectors.morning import (
    MorningGroup,
    MorningTexts,
    Pressing,
    morning_pressing,
    morning_texts,
)
from townline.casework.answers.selectors.old_answers import old_answers
from townline.casework.answers.selectors.photo_links import (
    Linked,
    link_page,
    link_photo,
    linked_in,
    links_of,
    photos_to_show,
)
from townline.casework.answers.selectors.templates import templates_used
from townline.casework.answers.services.answer_found import found_to_answer, visit_to_answer
from townline.casework.answers.services.answer_photos import (
    draft_photo_drop,
    draft_photos_add,
    photos_most,
)
from townline.casework.answers.services.approval import case_confirm, case_leave, case_undo
from townline.casework.answers.services.combining import bundle_leave, case_bundle, case_unbundle
from townline.casework.answers.services.composing import old_answer_put, template_put
from townline.casework.answers.services.daily_summary import digests_run
from townline.casework.answers.services.drafting import (
    draft_save,
    draft_send_back,
    draft_submit,
    draft_withdraw,
    empty_sheet,
    question_send,
)
from townline.casework.answers.services.endings import stops_mid_sentence
from townline.casework.answers.services.idempotent_approval import case_confirm_once
from townline.casework.answers.services.instructing import case_answer, case_instruct, case_meet
from townline.casework.answers.services.photo_links import (
    LINK_PHOTOS,
    photo_link_end,
    photo_link_make,
    photo_link_retention_rules,
)
from townline.casework.answers.services.sending import (
    SENT,
    answer_void,
    on_accepted,
    on_completed,
    on_looked,
    on_settled,
    sent_columns,
)

__all__ = [
    "LINK_PHOTOS",
    "SENT",
    "AnswerDetail",
    "BlanksLeft",
    "DraftConflict",
    "DraftView",
    "Linked",
    "MorningGroup",
    "MorningTexts",
    "PhotosNotCarried",
    "Pressing",
    "Template",
    "TextChanged",
    "TooLate",
    "TooManyPhotos",
    "answer_get",
    "answer_photo_holders",
    "answer_void",
    "awaiting",
    "bundle_leave",
    "case_answer",
    "case_bundle",
    "case_confirm",
    "case_confirm_once",
    "case_instruct",
    "case_leave",
    "case_meet",
    "case_unbundle",
    "case_undo",
    "digests_run",
    "draft_bodies",
    "draft_photo_drop",
    "draft_photos_add",
    "draft_save",
    "draft_send_back",
    "draft_submit",
    "draft_versions",
    "draft_withdraw",
    "empty_sheet",
    "found_to_answer",
    "leaving",
    "link_page",
    "link_photo",
    "linked_in",
    "links_of",
    "morning_pressing",
    "morning_texts",
    "old_answer_put",
    "old_answers",
    "on_accepted",
    "on_completed",
    "on_looked",
    "on_settled",
    "photo_link_end",
    "photo_link_make",
    "photo_link_retention_rules",
    "photos_most",
    "photos_to_show",
    "question_send",
    "sent_columns",
    "stops_mid_sentence",
    "template_put",
    "templates_used",
    "visit_to_answer",
    "words_of",
    "written_versions",
]
