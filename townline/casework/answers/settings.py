"""What a district decides about answers: how long links to photos work, and plain words."""

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from townline.casework.answers.rules.templates import ALWAYS, KINDS, SOMETIMES
from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.problems import ValueProblem, accepted_hint
from townline.platform.core.district_files.values import (
    CODED,
    Days,
    Many,
    Must,
    Names,
    Text,
    Within,
    named_in,
    once,
    placeholders,
    text,
)

_Above = Annotated[int, Field(ge=1), Must("a whole number above 0")]
_Words = Annotated[Many[Annotated[str, text(40)]], NEEDED]


class Answers(Part):
    """``photo_link_days``: how long a link to photos before and after works."""

    photo_link_days: Days = 30


class Avoided(Part):
    """A word to avoid, and what to write; "" for nothing."""

    avoid: Text
    write: str


class Style(Part):
    """Words to avoid, by language."""

    ko: Many[Avoided] = ()
    en: Many[Avoided] = ()

    def in_language(self, lang: str) -> tuple[Avoided, ...]:
        return self.ko if lang == "ko" else self.en


class Styled(Part):
    """What texts.json says of the style of answers."""

    file: ClassVar[str] = "texts.json"
    stored: ClassVar[str] = "texts"
    style: Style | None = None


class Abbreviation(Part):
    """An abbreviation, and the whole word."""

    short: Annotated[str, text(20)]
    whole: Annotated[str, text(60)]


class PlainWords(Part):
    """By which words an answer is seen to be plain. An empty list checks nothing.

    ``longest_sentence``: syllables in Korean, words in English. ``done``, ``not_done``: words
    that tell a deed, and what only looks like it; ``ㅆ습니다``: any syllable ending in ㅆ; a
    leading ``-``: any word with this ending. ``coming``, ``not_coming``: something still to come.
    """

    longest_sentence: Annotated[_Above, NEEDED] = 60
    done: _Words = ()
    not_done: _Words = ()
    who: _Words = ()
    coming: _Words = ()
    not_coming: _Words = ()
    moments: _Words = ()
    greetings: _Words = ()
    signatures: _Words = ()
    abbreviations: Annotated[Many[Abbreviation], NEEDED] = ()


class Plain(Part):
    """The plain words of both languages; None: the district has no such file."""

    file: ClassVar[str] = "plain.json"
    stored: ClassVar[str] = "plain"
    ko: Annotated[PlainWords | None, NEEDED] = None
    en: Annotated[PlainWords | None, NEEDED] = None


# The words that answers begin from, and the blanks in them: templates.json.

_BODY = 1_900  # letters; a long text to a phone holds 2,000 bytes


def _blank(name: str) -> str:
    if name in ALWAYS:
        raise ValueError("is filled in by itself; it is never a blank")
    return name


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is unknown; {accepted_hint(KINDS)}")
    return kind


def _some(kinds: tuple[str, ...]) -> tuple[str, ...]:
    if not kinds:
        raise ValueError(ValueProblem(f"names none; {accepted_hint(KINDS)}", "none"))
    return kinds


def _fillable(name: str, info: ValidationInfo) -> str:
    blanks = (info.context or {}).get("blanks")
    if blanks is None or name in ALWAYS or name in blanks:
        return name
    if name in SOMETIMES:
        raise ValueError(f"{name!r} is not known of every case; give it a word under blanks")
    words = f"{name!r} is neither filled in nor a blank"
    raise ValueError(f"{words}; {accepted_hint([*ALWAYS, *blanks])}")


class TemplateEntry(Part):
    """One template: for which ``services`` (none: every one) and kinds of texts it is.

    ``approved``: languages besides Korean whose words the office stands by.
    """

    key: Annotated[str, text(80), CODED, once("key")]
    services: Many[Annotated[str, named_in("services")]]
    kinds: Annotated[Many[Annotated[str, AfterValidator(_kind)]], AfterValidator(_some)]
    title: Annotated[Names, Within(60, 80)]
    approved: Many[Literal["en"]]
    placeholders: Many[Annotated[str, AfterValidator(_fillable)]]
    ko: Annotated[str, text(_BODY)]
    en: Annotated[str, text(_BODY)]

    @field_validator("ko", "en")
    @classmethod
    def _listed(cls, body: str, info: ValidationInfo) -> str:
        listed = info.data.get("placeholders")
        return body if listed is None else placeholders(body, listed)


_Blanks = dict[Annotated[str, AfterValidator(_blank)], Annotated[Names, Within(20, 40)]]


class Templates(Part):
    """``blanks``: what a blank is called, by placeholder."""

    file: ClassVar[str] = "templates.json"
    stored: ClassVar[str] = "templates"
    blanks: Annotated[_Blanks, NEEDED] = {}
    templates: Annotated[Many[TemplateEntry], NEEDED] = ()
