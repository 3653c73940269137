"""Reading agencies.csv: whom outside the house a case is handed to."""

import re

from townline.platform.core.district_files.problems import accepted
from townline.platform.core.district_files.shapes import codes_checked
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column

FILE = "agencies.csv"
KINDS = ("police", "fire", "province", "ministry", "utility", "other")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_COLUMNS = (
    Column("code", 40),
    Column("name_ko", 60),
    Column("name_en", 100),
    Column("kind", 20),
    Column("phone", 30),
    Column("email", 254, empty=True),
)


def agencies(source: Source) -> list[dict[str, str]]:
    """Read them in the order of the file; a district without the file has none."""
    if not source.has(FILE):
        return []
    rows = codes_checked(FILE, source.rows(FILE, _COLUMNS), "code", source.problems)
    for row in rows:
        if row["kind"] not in KINDS:
            words = f"kind {row['kind']!r} is unknown; {accepted(list(KINDS))}"
            source.problems.add(FILE, row.line, words)
        if row["email"] and not _EMAIL.fullmatch(row["email"]):
            words = f"email {row['email']!r} is no address; write it like desk@agency.example"
            source.problems.add(FILE, row.line, words)
    return [dict(row.values) for row in rows]
