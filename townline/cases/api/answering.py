"""The answer: its words, the confirmation, and what the network says."""

from townline.cases.selectors.answer_detail import (
    AnswerDetail,
    DraftView,
    HoldView,
    KeptDraft,
    answer_get,
)
from townline.cases.selectors.answer_waiting import (
    Leaving,
    Version,
    Waiting,
    awaiting,
    draft_versions,
    leaving,
)
from townline.cases.selectors.answer_words import written_versions
from townline.cases.services.answer_found import visit_to_answer
from townline.cases.services.bundling import case_bundle, case_unbundle
from townline.cases.services.confirming import case_confirm, case_leave, case_undo
from townline.cases.services.drafting import (
    draft_save,
    draft_send_back,
    draft_submit,
    draft_withdraw,
    question_send,
)
from townline.cases.services.instructing import case_answer, case_instruct, case_meet
from townline.cases.services.pressing import case_confirm_once
from townline.cases.services.quiet import answer_leaves
from townline.cases.services.sending import (
    answer_void,
    on_accepted,
    on_completed,
    on_looked,
    on_settled,
)

__all__ = [
    "AnswerDetail",
    "DraftView",
    "HoldView",
    "KeptDraft",
    "Leaving",
    "Version",
    "Waiting",
    "answer_get",
    "answer_leaves",
    "answer_void",
    "awaiting",
    "case_answer",
    "case_bundle",
    "case_confirm",
    "case_confirm_once",
    "case_instruct",
    "case_leave",
    "case_meet",
    "case_unbundle",
    "case_undo",
    "draft_save",
    "draft_send_back",
    "draft_submit",
    "draft_versions",
    "draft_withdraw",
    "leaving",
    "on_accepted",
    "on_completed",
    "on_looked",
    "on_settled",
    "question_send",
    "visit_to_answer",
    "written_versions",
]
