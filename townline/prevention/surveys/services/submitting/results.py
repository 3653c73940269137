"""What answers say of a home: nobody was there, it is none, or how it stands."""

import datetime as dt

from townline.platform.core.history import audit
from townline.prevention.surveys.models import Home, Submission
from townline.prevention.surveys.rules.filled import Filled


def result_apply(
    row: Submission, filled: Filled, home: Home | None, *, actor: audit.Actor, now: dt.datetime
) -> str:
    """Let a submission that counts change its home; give what a person must look at, or ""."""
    return "no_home" if home is None else ""
