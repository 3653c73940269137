"""The district's word for "not fixed", and for how long after an answer it opens a case again."""

import datetime as dt

from townline.casework.cases.api import FINISHED
from townline.casework.cases.models import Case
from townline.casework.portal.settings import Residents
from townline.platform.core import district
from townline.platform.core.text.languages import page_language


def not_fixed_window() -> dt.timedelta:
    """Say how long after an answer "not fixed" opens the case again."""
    return district.part(Residents).not_fixed_window


def not_fixed_word(language: str) -> str:
    """Give the district's first word for "not fixed" in a language."""
    words = district.words("not_fixed")
    return (words.get(language) or words[page_language(language)])[0]


def may_reopen(case: Case, at: dt.datetime) -> bool:
    """Say whether "not fixed" that is said at that moment opens a case again."""
    answered = case.answered_at
    return case.state in FINISHED and answered is not None and answered >= at - not_fixed_window()
