"""What checks found as a page shows it: by word and shape, in the reader's language."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from townline.platform.core.findings import Both, Finding, Level
from townline.platform.web.moments import english

_SHAPES = {
    Level.OK: ("tick", "success"),
    Level.WARN: ("overdue", "warning"),
    Level.BAD: ("danger", "danger"),
}


@dataclass(frozen=True)
class FindingText:
    """Words in the reader's language, or in English where there are no others (``lang``)."""

    words: str
    lang: str

    @property
    def marked(self) -> SafeString:
        """The words, with what a console writes in backticks as code."""
        words = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(self.words))
        return mark_safe(words)  # noqa: S308 -- escaped in the line above

    @staticmethod
    def of(words: str) -> "FindingText":
        if english():
            return FindingText(str(words), "")
        return (
            FindingText(words.korean, "") if isinstance(words, Both) else FindingText(words, "en")
        )


@dataclass(frozen=True)
class FindingRow:
    """A finding as drawn: what it is about, a shape, a word for it, and where it is mended."""

    finding: Finding
    name: str
    place: str = ""

    @cached_property
    def subject(self) -> FindingText:
        return FindingText.of(self.name)

    @cached_property
    def shape(self) -> tuple[str, str]:
        return _SHAPES[self.finding.level]

    @cached_property
    def level(self) -> str:
        words = {Level.OK: gettext("정상"), Level.WARN: gettext("주의"), Level.BAD: gettext("이상")}
        return words[self.finding.level]

    @cached_property
    def words(self) -> FindingText:
        return FindingText.of(self.finding.words)

    @cached_property
    def advice(self) -> FindingText:
        return FindingText.of(self.finding.advice)


@dataclass(frozen=True)
class Looked:
    """What checks found, by group, when, and how long it took (milliseconds)."""

    at: dt.datetime
    groups: list[tuple[str, FindingText, list[FindingRow]]]
    took: int

    @cached_property
    def troubles(self) -> list[FindingRow]:
        """What is not well, the worst first."""
        rows = [row for _, _, rows in self.groups for row in rows]
        wrong = [row for row in rows if row.finding.level is not Level.OK]
        return sorted(wrong, key=lambda row: row.finding.level is not Level.BAD)

    def count(self, level: Level) -> int:
        return sum(row.finding.level is level for _, _, rows in self.groups for row in rows)

    @property
    def bad(self) -> int:
        return self.count(Level.BAD)

    @property
    def warned(self) -> int:
        return self.count(Level.WARN)

    @property
    def well(self) -> int:
        return self.count(Level.OK)
