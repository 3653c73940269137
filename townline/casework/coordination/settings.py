"""What a district decides about others who take part in a case: times, and outside agencies."""

import datetime as dt
import re

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import accepted_hint
from townline.platform.core.district_files.shapes import codes_checked
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column
from townline.platform.core.district_files.values import Duration, Many
from townline.platform.core.text.columns import ENGLISH_NAME, KOREAN_NAME

FILE = "agencies.csv"
_KIND_WORDS = {
    "경찰": "police",
    "소방": "fire",
    "시도": "province",
    "광역자치단체": "province",
    "중앙부처": "ministry",
    "공공기관": "utility",
    "기타": "other",
}
KINDS = tuple(dict.fromkeys(_KIND_WORDS.values()))
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
AGENCY_COLUMNS = (
    Column("code", 40, headings=("코드", "기관 코드"), example="central-police"),
    Column("name_ko", 60, headings=("기관명", *KOREAN_NAME), example="중앙경찰서"),
    Column("name_en", 100, headings=ENGLISH_NAME, example="Central Police Station"),
    Column("kind", 20, headings=("종류", "구분"), values=_KIND_WORDS, example="경찰"),
    Column("phone", 30, headings=("전화번호", "연락처"), example="02-0000-7010"),
    Column(
        "email", 254, empty=True, headings=("이메일", "전자우편"), example="desk@police.example"
    ),
)


class Positions(Part):
    """The times of departments that take part.

    How long one has for its position, how much is kept free before the promise, and when after
    the head the mayor's office hears of silence.
    """

    position_within: Duration = dt.timedelta(hours=12)
    position_margin: Duration = dt.timedelta(hours=4)
    position_second: Duration = dt.timedelta(hours=4)


class Agency(Part):
    """A row of agencies.csv; ``kind`` is police, fire, province, ministry, utility or other."""

    code: str
    name_ko: str
    name_en: str
    kind: str
    phone: str
    email: str


class Agencies(Part):
    """Outside agencies that cases are handed to, in the order of the file."""

    agencies: Many[Agency] = ()


def agencies(source: Source) -> list[dict[str, str]]:
    """Read them in the order of the file; a district without the file has none."""
    if not source.has(FILE):
        return []
    rows = codes_checked(FILE, source.rows(FILE, AGENCY_COLUMNS), "code", source.problems)
    for row in rows:
        if row["kind"] not in KINDS:
            words = f"kind {row['kind']!r} is unknown; {accepted_hint(list(KINDS))}"
            source.problems.add(FILE, row.line, words)
        if row["email"] and not _EMAIL.fullmatch(row["email"]):
            words = f"email {row['email']!r} is no address; write it like desk@agency.example"
            source.problems.add(FILE, row.line, words)
    return [dict(row.values) for row in rows]
