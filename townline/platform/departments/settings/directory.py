"""Reading departments.csv, services.json and staff.csv."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, ClassVar

from pydantic import Field

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import (
    Problems,
    ValueProblem,
    accepted_hint,
)
from townline.platform.core.district_files.shapes import codes_checked
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column, CsvRow
from townline.platform.core.district_files.values import (
    CODED,
    LANGUAGES,
    Many,
    Names,
    Text,
    Within,
    named_in,
    once,
    text,
)
from townline.platform.core.text.columns import ENGLISH_NAME, KOREAN_NAME
from townline.platform.departments.api import (
    LASTING,
    NEEDS_DEPARTMENT,
    DepartmentEntry,
    Directory,
    ServiceEntry,
    StaffEntry,
    departments as all_departments,
    is_username,
)

DEPARTMENTS, SERVICES, STAFF = "departments.csv", "services.json", "staff.csv"
BUREAU, DEPARTMENT = "bureau", "department"

_LEVEL_WORDS = {
    "국": BUREAU,
    "실": BUREAU,
    "과": DEPARTMENT,
    "담당관": DEPARTMENT,
    "동 주민센터": DEPARTMENT,
}
DEPARTMENT_COLUMNS = (
    Column("code", 40, headings=("코드", "부서 코드"), example="roads"),
    Column(
        "parent",
        40,
        empty=True,
        headings=("상위 부서", "소속 국", "상위 부서 코드"),
        example="안전교통국",
    ),
    Column("name_ko", 60, headings=("부서명", "부서", *KOREAN_NAME), example="도로과"),
    Column("name_en", 100, headings=ENGLISH_NAME, example="Roads Division"),
    Column("kind", 20, headings=("종류", "구분"), values=_LEVEL_WORDS, example="과"),
    Column("phone", 30, empty=True, headings=("전화번호", "연락처"), example="02-0000-1020"),
)
_ROLE_WORDS = {
    "민원 접수 담당자": "clerk",
    "접수 담당자": "clerk",
    "담당자": "officer",
    "부서장": "head",
    "과장": "head",
    "구청장": "mayor",
    "부구청장": "deputy",
    "관리자": "administrator",
    "감사 담당": "auditor",
    "감사": "auditor",
}
LANGUAGE_WORDS = {"한국어": "ko", "국문": "ko", "영어": "en", "영문": "en"}
STAFF_COLUMNS = (
    Column("username", 60, headings=("아이디", "사용자 ID"), example="roads.officer3"),
    Column("name_ko", 60, headings=("이름", *KOREAN_NAME), example="도로과 담당 3"),
    Column("name_en", 80, headings=ENGLISH_NAME, example="Roads officer 3"),
    Column("role", 20, headings=("역할", "권한"), values=_ROLE_WORDS, example="담당자"),
    Column(
        "department", 40, empty=True, headings=("부서", "부서명", "부서 코드"), example="도로과"
    ),
    Column("language", 8, headings=("언어",), values=LANGUAGE_WORDS, example="한국어"),
)


class Keywords(Part):
    """Hint words of a service by language."""

    ko: Many[Text]
    en: Many[Text]


class Service(Part):
    """What a text can be about, and the department that answers."""

    service_code: Annotated[str, text(40), once("service_code"), CODED]
    department: Annotated[Text, named_in("departments")]
    name: Annotated[Names, Within(60, 100)]
    description_en: Text
    keywords: Keywords


class Services(Part):
    """The services, in the order of the file."""

    file: ClassVar[str] = SERVICES
    services: Many[Service]


class DepartmentRow(Part):
    """A bureau, or a department of one, as the settings store it; ``parent`` "": a bureau."""

    code: Annotated[str, text(40), CODED]
    parent: Annotated[str, named_in("bureaus")]
    name: Annotated[Names, Within(60, 100)]
    phone: Annotated[str, Field(max_length=30)] = ""


def directory(
    source: Source, entries: list[DepartmentEntry], services: Services | None
) -> Directory:
    """Put the house together with its people; they are there if their file is."""
    people = staff(source, entries) if source.has(STAFF) else []
    return Directory(departments=entries, services=_entries(services), staff=people)


def department_rows(entries: Sequence[DepartmentEntry]) -> list[dict[str, Any]]:
    """Give departments as the settings store them."""
    return [
        {
            "code": one.code,
            "parent": one.parent or "",
            "name": {"ko": one.name_ko, "en": one.name_en},
            "phone": one.phone,
        }
        for one in entries
    ]


def stored_directory(raw: Mapping[str, Any]) -> Directory:
    """Give the directory that the settings hold, without people. Raises KeyError."""
    entries = [
        DepartmentEntry(
            code=row["code"],
            parent=row["parent"] or None,
            name_ko=row["name"]["ko"],
            name_en=row["name"]["en"],
            kind=DEPARTMENT if row["parent"] else BUREAU,
            phone=row["phone"],
        )
        for row in raw["departments"]
    ]
    services = Services.model_validate({"services": raw["services"]})
    return Directory(departments=entries, services=_entries(services))


def departments_written(raw: Mapping[str, Any]) -> bytes:
    """Write departments.csv as the settings have it. Raises KeyError."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(column.name for column in DEPARTMENT_COLUMNS)
    for one in stored_directory(raw).departments:
        rows.writerow(getattr(one, column.name) or "" for column in DEPARTMENT_COLUMNS)
    return file.getvalue().encode()


def codes_of(entries: list[DepartmentEntry]) -> list[str]:
    """Give the codes of those that get cases: no bureaus."""
    return [entry.code for entry in entries if entry.kind == DEPARTMENT]


def departments(source: Source) -> list[DepartmentEntry]:
    """Read both levels, in the order of the file."""
    rows = source.rows(DEPARTMENTS, DEPARTMENT_COLUMNS)
    bureaus: dict[str, str] = {}  # codes by their names
    entries = []
    for row in codes_checked(DEPARTMENTS, rows, "code", source.problems):
        parent = bureaus.get(row["parent"], row["parent"])
        _check_level(row, parent, [*bureaus.values()], source.problems)
        if row["kind"] == BUREAU:
            bureaus[row["name_ko"]] = row["code"]
        entries.append(
            DepartmentEntry(
                code=row["code"],
                parent=parent or None,
                name_ko=row["name_ko"],
                name_en=row["name_en"],
                kind=row["kind"],
                phone=row["phone"],
            )
        )
    return entries


def _check_level(row: CsvRow, parent: str, bureaus: list[str], problems: Problems) -> None:
    kind = row["kind"]
    if kind not in {BUREAU, DEPARTMENT}:
        words = f"kind {kind!r} is unknown; {accepted_hint([BUREAU, DEPARTMENT])}"
    elif kind == BUREAU and parent:
        words = "a bureau has no parent; leave the column empty"
    elif kind == DEPARTMENT and parent not in bureaus:
        words = f"parent {parent!r} is not a bureau above it; {accepted_hint(bureaus)}"
    else:
        return
    problems.add(DEPARTMENTS, row.line, words)


def _entries(found: Services | None) -> list[ServiceEntry]:
    return [
        ServiceEntry(
            service_code=one.service_code,
            name_ko=one.name.ko,
            name_en=one.name.en,
            department=one.department,
            includes=one.description_en,
        )
        for one in (found.services if found else ())
    ]


def staff(source: Source, departments_: list[DepartmentEntry]) -> list[StaffEntry]:
    """Read the people: those who are new get an account. A department is a code or a name."""
    codes, named = codes_of(departments_), codes_by_name(departments_)
    columns = tuple(
        replace(one, values=named) if one.name == "department" else one for one in STAFF_COLUMNS
    )
    rows = source.rows(STAFF, columns)
    people = []
    for row in codes_checked(STAFF, rows, "username", source.problems):
        _check_person(row, codes, source.problems)
        people.append(
            StaffEntry(
                username=row["username"],
                name_ko=row["name_ko"],
                name_en=row["name_en"],
                role=row["role"],
                department=row["department"] or None,
                language=row["language"],
            )
        )
    return people


def read_staff(file: str, content: bytes) -> tuple[list[StaffEntry], Problems]:
    """Read a table of people that somebody uploads as a load reads staff.csv or staff.xlsx.

    ``file``: what it is called. Its departments are those in use.
    """
    problems = Problems()
    with TemporaryDirectory() as folder:
        suffix = ".xlsx" if file.lower().endswith(".xlsx") else ".csv"
        (Path(folder) / STAFF).with_suffix(suffix).write_bytes(content)
        entries = staff(Source(Path(folder), problems), _departments_in_use())
    return entries, problems


def _departments_in_use() -> list[DepartmentEntry]:
    return [
        DepartmentEntry(
            code=one.code,
            parent=one.parent_id,
            name_ko=one.name_ko,
            name_en=one.name_en,
            kind=one.kind,
            phone=one.phone,
        )
        for one in all_departments()
    ]


def codes_by_name(entries: Sequence[DepartmentEntry]) -> dict[str, str]:
    """Give the code of each name; a name of two departments means neither."""
    names = Counter(one.name_ko for one in entries if one.kind == DEPARTMENT)
    return {e.name_ko: e.code for e in entries if e.kind == DEPARTMENT and names[e.name_ko] == 1}


def _check_person(row: CsvRow, codes: list[str], problems: Problems) -> None:
    for words in _person_problems(row, codes):
        problems.add(STAFF, row.line, words)


def _person_problems(row: CsvRow, codes: list[str]) -> Iterator[ValueProblem]:
    role, department, language = row["role"], row["department"], row["language"]
    if not is_username(row["username"]):
        words = "a username has 2 to 60 small letters, digits and . _ -, a letter or digit first"
        yield ValueProblem(words, "username")
    if role not in set(LASTING):
        words = f"role {role!r} is unknown; {accepted_hint(LASTING)}"
        yield ValueProblem(words, "role", value=role)
    elif role in NEEDS_DEPARTMENT and not department:
        words = f"the role {role} needs a department; {accepted_hint(codes)}"
        yield ValueProblem(words, "needs_department")
    if department and department not in codes:
        words = f"department {department!r} is unknown; {accepted_hint(codes)}"
        yield ValueProblem(words, "department", value=department)
    if language not in LANGUAGES:
        words = f"language {language!r} is unknown; {accepted_hint(LANGUAGES)}"
        yield ValueProblem(words, "language", value=language)
