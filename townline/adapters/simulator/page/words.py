import datetime as dt
import json
import re
from functools import cache
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from townline.adapters.simulator.page.residents import Language

_WORDS = Path(__file__).with_name("data") / "words.json"
_COOKIE_VALUES = ("ko", "en")


@cache
def of(language: Language) -> dict[str, str]:
    """Give every word of the page in one language."""
    return cast("dict[str, str]", json.loads(_WORDS.read_text(encoding="utf-8"))[language])


def language(cookie: str | None, accepted: str) -> Language:
    """Choose: the switch's cookie, else the browser's first Korean or English, else Korean."""
    if cookie in _COOKIE_VALUES:
        return cast("Language", cookie)
    found = re.search(r"\b(ko|en)\b", accepted.lower())
    return cast("Language", found[1]) if found else "ko"


def moment(at: dt.datetime, *, now: dt.datetime, zone: ZoneInfo, language: Language) -> str:
    """Write a time as phones do: the hour today, the day as well before."""
    at, now = at.astimezone(zone), now.astimezone(zone)
    if at.date() == now.date():
        return f"{at:%H:%M}"
    words = of(language)
    weekday = words["weekdays"].split()[at.weekday()]
    return at.strftime(words["moment"].format(weekday=weekday))
