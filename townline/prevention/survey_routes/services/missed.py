"""A household that was out when somebody came is told by text, beside the card at its door."""

import datetime as dt

from townline.casework.cases import api as cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import resident_moments
from townline.prevention.survey_routes.services.appointments import department
from townline.prevention.surveys.api import Household, home_subject
from townline.prevention.surveys.events import HomeMissed

# What arrives later than that (a phone without signal) would only puzzle.
_FRESH = dt.timedelta(days=1)


def notify_missed(event: HomeMissed) -> None:
    """Say that somebody came, and from when on they come again; where a telephone is known."""
    household = Household.objects.filter(home=event.home_id).first()
    if household is None or event.now - event.at > _FRESH:
        return
    whose = household.resident_id
    brief = conversations.residents_brief([whose]).get(whose)
    language = brief.language if brief else "ko"
    body = cases.automatic(
        "visit_missed",
        language,
        who=department(language),
        again=resident_moments.day(event.again, language),
    )
    conversations.automatic_queue(
        resident_id=whose,
        body=body,
        reference=home_subject(event.home_id),
        now=event.now,
        cause=Cause.OWN,
        not_before=cases.ends(event.now),
    )
