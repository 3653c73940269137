"""What a district decides about answers: how long links to photos work, and plain words."""

from typing import Annotated, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import NEEDED, Part
from townline.platform.core.district_files.values import Days, Many, Must, Text, text

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
