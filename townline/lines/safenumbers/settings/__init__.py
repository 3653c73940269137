"""What a district decides about safe parking numbers, and the words around them."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, Strict

from townline.lines.safenumbers import voice_menu as calls
from townline.lines.safenumbers.rules.leases import Audience
from townline.lines.safenumbers.rules.limits import AskingLimits, Withheld
from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.values import (
    LANGUAGES,
    Duration,
    Having,
    Hours,
    Many,
    Must,
    Names,
    Within,
    text,
)
from townline.platform.core.text import msisdn

_Digit = Annotated[int, Field(ge=1, le=9), Must("a whole number, 1 to 9")]
_YEAR = dt.timedelta(days=365)


def _number(written: str) -> str:
    if written and not msisdn.is_whole(written):
        raise ValueError(f"{written!r} is no telephone number; write it like 02-0000-0100")
    return written


class Lasts(Part, extra="forbid"):
    """How long a number is leased, by whose it is."""

    resident: Duration = _YEAR
    visitor: Duration = dt.timedelta(days=7)
    fleet: Duration = _YEAR

    def of(self, audience: Audience) -> dt.timedelta:
        found: dt.timedelta = getattr(self, audience.value)
        return found


class Consent(Names):
    """What an owner agrees to; which ``version`` was agreed to is kept."""

    version: Annotated[str, text(20)]
    ko: Annotated[str, text(2_000)]
    en: Annotated[str, text(3_000)]


class SafeNumbers(Part):
    """What a district decided.

    ``remind``: how long before its end the owner is told; ``rotated_tells``: how long a changed
    number still says so; ``owner_link``: how long a link to an owner's page works. ``phones``:
    how many one number may lead to; ``cars``: how many one telephone may apply for on the public
    page (``public``: whether there is one). ``access_number``: what any telephone dials to key in
    a short code; "" for none. ``quiet``: the hours in which an owner who chose none is not
    disturbed; None: none. ``request_for``: how long an answer is waited for once the owner was
    texted. ``withheld``: what becomes of calls that hide their number.
    """

    lasts: Lasts = Lasts()
    remind: Duration = dt.timedelta(days=14)
    rotated_tells: Duration = dt.timedelta(days=30)
    owner_link: Duration = dt.timedelta(days=30)
    phones: _Digit = 3
    cars: _Digit = 3
    public: bool = True
    access_number: Annotated[str, AfterValidator(_number)] = ""
    quiet: Hours | None = Hours.model_validate({"start": "22:00", "end": "07:00"})
    request_for: Duration = dt.timedelta(minutes=30)
    withheld: Annotated[Withheld, Strict(False)] = Withheld.MENU_ONLY
    limits: AskingLimits = AskingLimits()
    consent: Consent = Consent.model_construct(version="", ko="", en="")


class Safe(Part):
    """What district.json says of safe numbers."""

    safe_numbers: SafeNumbers = SafeNumbers()


def _check_prompt(key: str) -> str:
    known = (*calls.PROMPTS, *calls.MORE_PROMPTS)
    if key not in known:
        raise ValueError(f"is never said; {accepted_hint(known)}")
    return key


def _menu_part(part: str) -> str:
    if part not in calls.MENU_PARTS:
        raise ValueError(f"{part!r} is no part of the menu; {accepted_hint(calls.MENU_PARTS)}")
    return part


# Half a minute of speech.
_Prompt = Annotated[Names, Within(300, 300)]
_Prompts = dict[Annotated[str, AfterValidator(_check_prompt)], _Prompt]


class Prompts(Part):
    """What callers hear, by key; none: no calls are taken.

    ``call_menu``: the parts of the menu, in the order in which they are read.
    """

    file: ClassVar[str] = "prompts.json"
    prompts: Annotated[
        _Prompts, Having(tuple(calls.PROMPTS), "callers can come to this point"), NEEDED
    ] = {}
    call_menu: Many[Annotated[str, AfterValidator(_menu_part)]] = calls.MENU_PARTS

    def spoken(self) -> dict[str, dict[str, str]]:
        """Give the words by key and language."""
        return {
            key: {lang: words.in_language(lang) for lang in LANGUAGES}
            for key, words in self.prompts.items()
        }


_Phrases = Annotated[Many[Annotated[str, text(40)]], NEEDED]


class Phrases(Part, extra="forbid"):
    """What short texts mean in one language.

    ``move``, ``trouble``: what is passed on as that request; ``answer_1`` to ``answer_3`` and
    ``fillers``: an owner's reply; ``advertising``: marks of what is thrown away.
    """

    move: _Phrases = ()
    trouble: _Phrases = ()
    answer_1: _Phrases = ()
    answer_2: _Phrases = ()
    answer_3: _Phrases = ()
    fillers: _Phrases = ()
    advertising: _Phrases = ()


class SafeWords(Part):
    """The words of short texts around safe numbers; none: only digits are understood."""

    file: ClassVar[str] = "safe_words.json"
    stored: ClassVar[str] = "safe_words"
    ko: Annotated[Phrases, NEEDED] = Phrases()
    en: Annotated[Phrases, NEEDED] = Phrases()

    def both(self, name: str) -> list[str]:
        """Give the phrases of a meaning in both languages."""
        return [*getattr(self.ko, name), *getattr(self.en, name)]
