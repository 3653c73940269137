"""How moments and automatic texts are worded for residents, by the district's data."""

import datetime as dt
from typing import Any

from townline.casework.cases.selectors.thread import thanks_words
from townline.platform.core import district
from townline.platform.core.text.particles import settle

__all__ = ["automatic", "day", "moment", "thanks_words"]


def moment(at: dt.datetime, lang: str) -> str:
    """Write a moment for a resident: ``11월 27일(금) 14시 32분``, ``Fri 27 Nov, 14:32``."""
    return _written("moment", at, lang)


def day(at: dt.datetime, lang: str) -> str:
    """Write the day of a moment for a resident: ``11월 27일(금)``, ``Fri 27 Nov``."""
    return _written("day", at, lang)


def _written(form: str, at: dt.datetime, lang: str) -> str:
    dates: dict[str, Any] = district.current().raw["texts"]["dates"]
    lang = lang if lang in dates[form] else "ko"
    local = at.astimezone(district.current().zone)
    months = dates["months"].get(lang, [])
    return str(dates[form][lang]).format(
        month=local.month,
        day=local.day,
        hour=local.hour,
        minute=local.minute,
        weekday=dates["weekdays"][lang][local.weekday()],
        month_name=months[local.month - 1] if months else "",
    )


def automatic(key: str, lang: str, **values: str) -> str:
    """Fill an automatic text of the district."""
    return settle(district.text(key, lang).format(**values))
