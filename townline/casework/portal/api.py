"""The front door of the resident's own page and short texts."""

from townline.casework.portal.errors import LinkNotSent, LinkOver, NoPublicAddress
from townline.casework.portal.rules.follow_ups import FollowKind
from townline.casework.portal.rules.residents import link_hash
from townline.casework.portal.selectors.case_page import (
    CasePage,
    PageStep,
    case_page,
    case_page_photo,
)
from townline.casework.portal.selectors.residents import (
    FollowUpView,
    Ratings,
    feedback_by_case,
    follow_ups_on,
    rating_facts,
    ratings_changed,
    ratings_of,
    ratings_on,
)
from townline.casework.portal.services.asking import follow_ups_run
from townline.casework.portal.services.backfill import PastReply, replies_import
from townline.casework.portal.services.claiming import resident_claim
from townline.casework.portal.services.follow_ups import follow_ups_end, follow_ups_plan
from townline.casework.portal.services.languages import (
    case_language_choose,
    page_language_choose,
)
from townline.casework.portal.services.links import case_link, case_link_send
from townline.casework.portal.services.merging import merge_undone, merged_notify
from townline.casework.portal.services.notifications import fill_text, remark
from townline.casework.portal.services.page import page_not_fixed, page_rate, page_text
from townline.casework.portal.services.questions import follow_up_askers
from townline.casework.portal.services.residents.retention import resident_retention_rules
from townline.casework.portal.services.status import state_summary
from townline.casework.portal.services.texts import resident_text_handled
from townline.casework.portal.services.with_answer import (
    RatingTail,
    rating_removed,
    rating_rides,
    rating_tail,
)

__all__ = [
    "CasePage",
    "FollowKind",
    "FollowUpView",
    "LinkNotSent",
    "LinkOver",
    "NoPublicAddress",
    "PageStep",
    "PastReply",
    "RatingTail",
    "Ratings",
    "case_language_choose",
    "case_link",
    "case_link_send",
    "case_page",
    "case_page_photo",
    "feedback_by_case",
    "fill_text",
    "follow_up_askers",
    "follow_ups_end",
    "follow_ups_on",
    "follow_ups_plan",
    "follow_ups_run",
    "link_hash",
    "merge_undone",
    "merged_notify",
    "page_language_choose",
    "page_not_fixed",
    "page_rate",
    "page_text",
    "rating_facts",
    "rating_removed",
    "rating_rides",
    "rating_tail",
    "ratings_changed",
    "ratings_of",
    "ratings_on",
    "remark",
    "replies_import",
    "resident_claim",
    "resident_retention_rules",
    "resident_text_handled",
    "state_summary",
]
