"""The mayor's words to a department, named by the title that the district's data gives."""

from django.utils.translation import gettext

from townline.core import district
from townline.web.moments import english


def mayor_title() -> str:
    """Give the mayor's title in the reader's language, from the district's data."""
    return str(district.current().raw.get("mayor_title", {}).get("en" if english() else "ko", ""))


def instruction_word() -> str:
    """Name an instruction of the mayor: ``구청장 지시``."""
    return gettext("%(title)s 지시") % {"title": mayor_title()}
