"""The district's own data: settings, and its texts to residents."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from townline.core import clock
from townline.core.models import District, ResidentText


class DistrictMissing(RuntimeError):
    """No district is loaded in this schema."""


@dataclass(frozen=True)
class Settings:
    """What a district decides for itself; see ``data/README.md`` for the file."""

    jurisdiction_id: str
    name_ko: str
    name_en: str
    raw: dict[str, Any]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.raw.get("time_zone", "Asia/Seoul"))

    def duration(self, key: str) -> dt.timedelta:
        """Give a setting that is an ISO 8601 duration."""
        return clock.parse_duration(self.raw[key])

    def name(self, lang: str) -> str:
        return self.name_en if lang == "en" else self.name_ko


@lru_cache(maxsize=1)
def current() -> Settings:
    """Return the loaded district (cached for the process; loading a district restarts it)."""
    row = District.objects.first()
    if row is None:
        raise DistrictMissing("no district is loaded; run: townline district load FOLDER")
    return Settings(row.jurisdiction_id, row.name_ko, row.name_en, row.settings)


def line_number() -> str:
    """Give the number that residents text: of the installation, else the district's."""
    return settings.TOWNLINE_LINE_NUMBER or str(current().raw.get("line_number", ""))


@lru_cache(maxsize=256)
def text(key: str, lang: str) -> str:
    """Return a text to residents in a language, else in Korean. Raises KeyError if unknown."""
    bodies = dict(ResidentText.objects.filter(key=key).values_list("lang", "body"))
    if not bodies:
        raise KeyError(key)
    return bodies.get(lang) or bodies["ko"]


def forget() -> None:
    """Drop what was cached, after a district was loaded."""
    current.cache_clear()
    text.cache_clear()
