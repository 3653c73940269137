"""Columns of the tables that offices fill in: what reads a file also makes its template. Pure."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

_NOTHING = re.compile(r"[\s\ufeff_()\[\]·.*]")
_DAY = re.compile(r"(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})\s?[.일]?")
KOREAN_NAME = ("한글 이름", "이름", "성명", "명칭", "한글명")
ENGLISH_NAME = ("영문 이름", "영문명", "영문 명칭")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how long a value may be, and whether it may be empty.

    ``headings``: what offices call it beside its name, the first one in the template. ``values``:
    what offices write, and the value that it means. ``normalize``: turns any other cell into the
    form that files hold. ``example``: a value of the template.
    """

    name: str
    limit: int
    empty: bool = False
    headings: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    normalize: Callable[[str], str] = str
    example: str = ""

    @property
    def heading(self) -> str:
        """Give the heading of the template."""
        return self.headings[0] if self.headings else self.name

    def value(self, cell: str) -> str:
        """Give what a cell means; what is not known stays as it is written."""
        known = {bare(words): meaning for words, meaning in self.values.items()}
        return self.normalize(known.get(bare(cell), cell) if known else cell)


def bare(words: str) -> str:
    """Reduce a heading or a value to what counts: no spaces, brackets or dots, small letters."""
    return _NOTHING.sub("", words).lower()


def column_names(headings: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Give the name of each heading's column; a heading of none stays as it is written."""
    known = {bare(each): one.name for one in columns for each in (*one.headings, one.name)}
    return [known.get(bare(heading), heading.strip()) for heading in headings]


def iso_day(cell: str) -> str:
    """Write a day as ISO, however an office writes it (``2027. 1. 1.``); the rest stays."""
    found = _DAY.fullmatch(cell.strip())
    try:
        return dt.date(*map(int, found.groups())).isoformat() if found else cell
    except ValueError:
        return cell
