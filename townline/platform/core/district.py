"""The district's own data: settings, and its texts to residents.

Each process keeps what it read for half a minute, so that a district that is loaded anew is
noticed by all of them without being told. Every few seconds it asks whether it was: what somebody
edits on a page is in use before they have opened the next one.
"""

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.conf import settings

from townline.platform.core import clock
from townline.platform.core.calendars import Calendar
from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.values import Names
from townline.platform.core.models import District, Holiday, ResidentText
from townline.platform.core.paths import DATA
from townline.platform.core.settings import Office, Vocabulary, Working
from townline.platform.core.text.languages import page_language

CACHE_SECONDS = 30.0
LOOKED_SECONDS = 2.0
# What a district's texts lack because they were written before the programme sent or knew it.
_DEFAULTS = DATA / "defaults" / "texts.json"


class DistrictMissing(RuntimeError):
    """No district is loaded in this schema."""


@dataclass(frozen=True)
class Settings:
    """What a district decides for itself, as it is stored; it is read by its parts."""

    jurisdiction_id: str
    name_ko: str
    name_en: str
    raw: dict[str, Any]
    _parts: dict[type[Part], Part] = field(default_factory=dict, compare=False, repr=False)
    _made: dict[Callable[["Settings"], Any], Any] = field(
        default_factory=dict, compare=False, repr=False
    )

    def part[P: Part](self, part: type[P]) -> P:
        """Give a room's part, made once. Raises pydantic.ValidationError: stored by hand."""
        if part not in self._parts:
            data = (self.raw.get(part.stored) or {}) if part.stored else self.raw
            self._parts[part] = part.model_validate(data)
        return cast("P", self._parts[part])

    def made[Made](self, make: Callable[["Settings"], Made]) -> Made:
        """Give what ``make`` makes of nothing but these settings, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    @property
    def zone(self) -> ZoneInfo:
        return self.part(Working).time_zone

    def name(self, lang: str) -> str:
        return self.name_ko if lang == "ko" else self.name_en


@dataclass
class _CachedDistrict:
    """What was read at one moment: all of it is dropped together, so that it fits together."""

    settings: Settings
    until: float
    stamp: "_Stamp | None" = None
    look_at: float = math.inf
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    made: dict[Callable[[Settings], Any], Any] = field(default_factory=dict)


_cached: _CachedDistrict | None = None


def _fresh() -> _CachedDistrict:
    global _cached  # noqa: PLW0603 -- one for each process; threads may read twice, which harms nobody
    cached = _cached
    if cached is None or _is_over(cached):
        now, stamp = _read()
        # What says the same keeps the parts that were made of it.
        same = cached.settings if cached and cached.settings == now else now
        ticks = clock.ticks()
        cached = _cached = _CachedDistrict(
            same, ticks + CACHE_SECONDS, stamp, ticks + LOOKED_SECONDS
        )
    return cached


def _is_over(cached: _CachedDistrict) -> bool:
    ticks = clock.ticks()
    if ticks >= cached.until:
        return True
    if ticks < cached.look_at:
        return False
    cached.look_at = ticks + LOOKED_SECONDS
    return District.objects.values_list("loaded_at", "edited_at").first() != cached.stamp


type _Stamp = tuple[dt.datetime, dt.datetime | None]


def _read() -> tuple[Settings, _Stamp]:
    row = District.objects.defer("boundaries").first()
    if row is None:
        raise DistrictMissing("no district is loaded; run: townline district load FOLDER")
    found = Settings(row.jurisdiction_id, row.name_ko, row.name_en, row.settings)
    return found, (row.loaded_at, row.edited_at)


def is_loaded() -> bool:
    """Say whether there is a district, asking the database."""
    return District.objects.exists()


def read() -> Settings:
    """Read the loaded district as it is at this moment. Raises DistrictMissing."""
    return _read()[0]


def current() -> Settings:
    """Return the loaded district, as it was at most KEPT_SECONDS ago. Raises DistrictMissing."""
    return _fresh().settings


def cached_settings() -> Settings | None:
    """Return the district as it was read last, however long ago, without asking; None: never."""
    return _cached.settings if _cached else None


def part[P: Part](part: type[P]) -> P:
    """Return a room's part of what the loaded district decides. Raises DistrictMissing."""
    return current().part(part)


def derive[Made](make: Callable[[Settings], Made]) -> Made:
    """Return what ``make`` makes of the settings and tables, made once for each reading."""
    cached = _fresh()
    if make not in cached.made:
        cached.made[make] = make(cached.settings)
    found: Made = cached.made[make]
    return found


def line_number() -> str:
    """Give the number that residents text: of the installation, else the district's."""
    return settings.TOWNLINE_LINE_NUMBER or part(Office).line_number


def text(key: str, lang: str) -> str:
    """Return a text to residents in a language, else in English. Raises KeyError if unknown.

    A text that the district's data is too old to have is the programme's own, and so is one in a
    language that the district does not write itself.
    """
    cached = _fresh()
    texts = cached.texts
    if key not in texts:
        found = dict(ResidentText.objects.filter(key=key).values_list("lang", "body"))
        own = found or _default(key, cached.settings)
        texts[key] = _translations(key, cached.settings) | own if own else {}
    if not texts[key]:
        raise KeyError(key)
    known = texts[key]
    return known.get(lang) or known.get(page_language(lang)) or known["ko"]


def localized_words(words: Names, key: str, lang: str) -> str:
    """Return words of a district's part in a language: its own in Korean and English.

    Other languages are the programme's under ``key`` (``warnings.texts.taken``: the file, then the
    place in it), as for ``text``; English where it has none.
    """
    return _translations(key, current()).get(lang) or words.in_language(lang)


def languages() -> dict[str, str]:
    """Give the languages that residents can be written to in, by code, as they call themselves."""
    others = {lang: str(table["name"]) for lang, table in sorted(_others().items())}
    return {"ko": "한국어", "en": "English"} | others


def dates_in(lang: str) -> dict[str, Any] | None:
    """Give how moments are written in a language that no district writes itself, or None."""
    found = _others().get(lang)
    return found["dates"] if found else None


def translations() -> Mapping[str, Mapping[str, str]]:
    """Give the programme's texts in other languages, by language and key, as they are shipped."""
    return {lang: table["texts"] for lang, table in _others().items()}


def words(name: str, settings: Settings | None = None) -> Mapping[str, Sequence[str]]:
    """Give a group of words that the line understands, by language (``settings.Words``).

    A group that the district's data is too old to have is the programme's own.
    """
    found: Mapping[str, Sequence[str]] | None
    found = getattr((settings or current()).part(Vocabulary).words, name)
    return programme_words().get(name, {}) if found is None else found


def programme_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Give the programme's own groups of words by language."""
    found: dict[str, dict[str, Sequence[str]]] = _defaults()["words"]
    return found


def programme_texts() -> Mapping[str, Mapping[str, str]]:
    """Give the programme's own texts by key and language; ``{office}`` is not filled in yet."""
    found: dict[str, dict[str, str]] = _defaults()["automatic"]
    return found


def _default(key: str, settings: Settings) -> dict[str, str]:
    bodies = programme_texts().get(key, {})
    return {lang: body.replace("{office}", settings.name(lang)) for lang, body in bodies.items()}


def _translations(key: str, settings: Settings) -> dict[str, str]:
    return {
        lang: body.replace("{office}", settings.name(lang))
        for lang, table in _others().items()
        if (body := table["texts"].get(key))
    }


@cache
def _others() -> dict[str, Any]:
    files = (_DEFAULTS.parent / "languages").glob("*.json")
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def _defaults() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_DEFAULTS.read_text(encoding="utf-8"))
    return found


def forget() -> None:
    """Read anew at the next question, after a district was loaded here."""
    if _cached:
        _cached.until = -math.inf


def mark_edited(now: dt.datetime) -> None:
    """Make every process read and derive anew, within LOOKED_SECONDS of the commit."""
    District.objects.update(edited_at=now)
    forget()


def office_calendar() -> Calendar:
    """Give office hours and days off, read at most half a minute ago. Raises DistrictMissing."""
    return derive(_calendar)


def office_read() -> Calendar:
    """Read the calendar as it is at this moment: two queries. Raises DistrictMissing."""
    return _calendar(read())


def _calendar(settings: Settings) -> Calendar:
    return settings.part(Working).calendar(Holiday.objects.values_list("date", flat=True))
