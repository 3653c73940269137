"""A number on its way from one page to the next: sealed, for one person, for a quarter hour.

The pages about one person need its number at each step, and none of them shows it.
"""

import datetime as dt

from townline.platform.departments.api import Act, Viewer
from townline.platform.web import sealed

_LIFE = dt.timedelta(minutes=15)


def seal(act: Act, number: str) -> str:
    """Give what a page may carry in the number's place."""
    return sealed.seal(_kind(act.viewer), number, act.now)


def unseal(act: Act, given: str) -> str | None:
    """Give the number; None for what is too old, another person's, or nothing of ours."""
    number = sealed.unseal(_kind(act.viewer), given, act.now, _LIFE)
    return None if number is None else str(number)


def _kind(viewer: Viewer) -> str:
    return f"number for {viewer.staff_id}"
