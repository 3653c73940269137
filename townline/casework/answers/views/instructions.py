"""The mayor's words to a department, named by the title that the district's data gives."""

from typing import Any

from django.utils.translation import gettext

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.platform.core.settings import Office
from townline.platform.web.moments import english


def mayor_title() -> str:
    """Give the mayor's title in the reader's language, from the district's data."""
    return district.part(Office).mayor_title.in_language("en" if english() else "ko")


def instruction_word() -> str:
    """Name an instruction of the mayor: ``구청장 지시``."""
    return gettext("%(title)s 지시") % {"title": mayor_title()}


def panel(detail: cases.Detail) -> dict[str, Any]:
    """Give what the case page shows of the mayor's instructions; no query."""
    notes = [note for note in detail.notes if note.instruction]
    return {"word": instruction_word() if notes else "", "notes": notes}
