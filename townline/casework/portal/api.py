"""The front door of the resident's own page and short texts."""

from townline.casework.portal.errors import (
    LinkNotSent as LinkNotSent,
    LinkOver as LinkOver,
    NoPublicAddress as NoPublicAddress,
)
from townline.casework.portal.rules.follow_ups import FollowKind as FollowKind
from townline.casework.portal.rules.residents import link_hash as link_hash
from townline.casework.portal.selectors.case_page import (
    CasePage as CasePage,
    PageStep as PageStep,
    case_page as case_page,
    case_page_photo as case_page_photo,
)
from townline.casework.portal.selectors.residents import (
    FollowUpView as FollowUpView,
    Ratings as Ratings,
    feedback_by_case as feedback_by_case,
    follow_ups_on as follow_ups_on,
    rating_facts as rating_facts,
    ratings_changed as ratings_changed,
    ratings_of as ratings_of,
    ratings_on as ratings_on,
)
from townline.casework.portal.services.backfill import (
    PastReply as PastReply,
    replies_import as replies_import,
)
from townline.casework.portal.services.claiming import resident_claim as resident_claim
from townline.casework.portal.services.follow_ups import (
    follow_ups_end as follow_ups_end,
    follow_ups_plan as follow_ups_plan,
)
from townline.casework.portal.services.languages import (
    case_language_choose as case_language_choose,
    page_language_choose as page_language_choose,
)
from townline.casework.portal.services.links import (
    case_link as case_link,
    case_link_send as case_link_send,
)
from townline.casework.portal.services.merging import (
    merge_undone as merge_undone,
    merged_notify as merged_notify,
)
from townline.casework.portal.services.notifications import fill_text as fill_text, remark as remark
from townline.casework.portal.services.page import (
    page_not_fixed as page_not_fixed,
    page_rate as page_rate,
    page_text as page_text,
)
from townline.casework.portal.services.questions import (
    follow_up_askers as follow_up_askers,
    follow_ups_run as follow_ups_run,
)
from townline.casework.portal.services.retention import (
    resident_retention_rules as resident_retention_rules,
)
from townline.casework.portal.services.status import state_summary as state_summary
from townline.casework.portal.services.texts import resident_text_handled as resident_text_handled
from townline.casework.portal.services.with_answer import (
    RatingTail as RatingTail,
    rating_removed as rating_removed,
    rating_rides as rating_rides,
    rating_tail as rating_tail,
)
