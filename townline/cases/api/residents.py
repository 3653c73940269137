"""The resident's own page, ratings and follow-ups."""

from townline.cases.rules.follow_ups import FollowKind
from townline.cases.selectors.residents import (
    FollowUpView,
    Ratings,
    RatingView,
    follow_ups_on,
    ratings_of,
    ratings_on,
)
from townline.cases.services.residents.asking import follow_ups_run
from townline.cases.services.residents.claiming import resident_claim
from townline.cases.services.residents.links import case_link, case_link_send
from townline.cases.services.residents.page import page_not_fixed, page_rate, page_text
from townline.cases.services.residents.questions import follow_up_askers
from townline.cases.services.residents.retention import resident_retention_rules
from townline.cases.services.residents.status import state_told
from townline.cases.services.residents.words import resident_text_handled

__all__ = [
    "FollowKind",
    "FollowUpView",
    "RatingView",
    "Ratings",
    "case_link",
    "case_link_send",
    "follow_up_askers",
    "follow_ups_on",
    "follow_ups_run",
    "page_not_fixed",
    "page_rate",
    "page_text",
    "ratings_of",
    "ratings_on",
    "resident_claim",
    "resident_retention_rules",
    "resident_text_handled",
    "state_told",
]
