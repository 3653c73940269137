"""What of residents' links, questions and little texts is let go of by age."""

import datetime as dt

from django.db.models import QuerySet

from townline.casework.portal.models import CaseLink, FollowUp
from townline.casework.portal.services.little import LINE_WORDS
from townline.platform.conversations import api as conversations
from townline.platform.core.personal_data.retention import Rule, by_age


def _case_links(before: dt.datetime) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(expires_at__lt=before)


def _follow_ups(before: dt.datetime) -> QuerySet[FollowUp]:
    return FollowUp.objects.filter(ended_at__lt=before)


def resident_retention_rules() -> list[Rule]:
    """Name what of the resident's page and short texts goes by age."""
    return [
        Rule(
            kind="line_words",
            default="P365D",
            count=lambda before: conversations.claimed_count(by=LINE_WORDS, before=before),
            sweep=lambda before, limit: conversations.claimed_erase(
                by=LINE_WORDS, before=before, limit=limit
            ),
        ),
        by_age("case_links", "P30D", _case_links),
        by_age("follow_ups", "P365D", _follow_ups),
    ]
