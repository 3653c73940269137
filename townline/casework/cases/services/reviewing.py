"""A text that moved nothing and may be more than it looks waits for a person's press."""

import datetime as dt

from townline.casework.cases.models import Case
from townline.casework.cases.selectors.recipients import recipients
from townline.casework.cases.services.notices import notify


def review_ask(case: Case, now: dt.datetime) -> None:
    """Put a finished, locked case before who has it: its newest text may be more than thanks.

    Opening the case again or closing it ends that (``services/transition.py``).
    """
    case.review_at = now
    case.save(update_fields=["review_at"])
    notify(case, recipients(case, 1), "review", now)
