"""Reading departments.csv, services.json and staff.csv."""

from typing import Annotated, ClassVar

from townline.platform.core.district_files.part import Part
from townline.platform.core.district_files.problems import Problems, accepted
from townline.platform.core.district_files.shapes import codes_checked
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column, Row
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
from townline.platform.departments.api import (
    LASTING,
    NEEDS_DEPARTMENT,
    DepartmentEntry,
    Directory,
    ServiceEntry,
    StaffEntry,
    is_username,
)

DEPARTMENTS, SERVICES, STAFF = "departments.csv", "services.json", "staff.csv"
BUREAU, DEPARTMENT = "bureau", "department"

_DEPARTMENT_COLUMNS = (
    Column("code", 40),
    Column("parent", 40, empty=True),
    Column("name_ko", 60),
    Column("name_en", 100),
    Column("kind", 20),
    Column("phone", 30, empty=True),
)
_STAFF_COLUMNS = (
    Column("username", 60),
    Column("name_ko", 60),
    Column("name_en", 80),
    Column("role", 20),
    Column("department", 40, empty=True),
    Column("language", 8),
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


def directory(
    source: Source, entries: list[DepartmentEntry], services: Services | None
) -> Directory:
    """Put the house together with its people; they are there if their file is."""
    people = staff(source, codes_of(entries)) if source.has(STAFF) else []
    return Directory(departments=entries, services=_entries(services), staff=people)


def codes_of(entries: list[DepartmentEntry]) -> list[str]:
    """Give the codes of those that get cases: no bureaus."""
    return [entry.code for entry in entries if entry.kind == DEPARTMENT]


def departments(source: Source) -> list[DepartmentEntry]:
    """Read both levels, in the order of the file."""
    rows = source.rows(DEPARTMENTS, _DEPARTMENT_COLUMNS)
    bureaus: list[str] = []
    entries = []
    for row in codes_checked(DEPARTMENTS, rows, "code", source.problems):
        _check_level(row, bureaus, source.problems)
        if row["kind"] == BUREAU:
            bureaus.append(row["code"])
        entries.append(
            DepartmentEntry(
                code=row["code"],
                parent=row["parent"] or None,
                name_ko=row["name_ko"],
                name_en=row["name_en"],
                kind=row["kind"],
                phone=row["phone"],
            )
        )
    return entries


def _check_level(row: Row, bureaus: list[str], problems: Problems) -> None:
    kind, parent = row["kind"], row["parent"]
    if kind not in {BUREAU, DEPARTMENT}:
        words = f"kind {kind!r} is unknown; {accepted([BUREAU, DEPARTMENT])}"
    elif kind == BUREAU and parent:
        words = "a bureau has no parent; leave the column empty"
    elif kind == DEPARTMENT and parent not in bureaus:
        words = f"parent {parent!r} is not a bureau above it; {accepted(bureaus)}"
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


def staff(source: Source, codes: list[str]) -> list[StaffEntry]:
    """Read the people: those who are new get an account."""
    rows = source.rows(STAFF, _STAFF_COLUMNS)
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


def _check_person(row: Row, codes: list[str], problems: Problems) -> None:
    role, department, language = row["role"], row["department"], row["language"]
    if not is_username(row["username"]):
        words = "a username has 2 to 60 small letters, digits and . _ -, a letter or digit first"
        problems.add(STAFF, row.line, words)
    if role not in set(LASTING):
        problems.add(STAFF, row.line, f"role {role!r} is unknown; {accepted(LASTING)}")
    elif role in NEEDS_DEPARTMENT and not department:
        problems.add(STAFF, row.line, f"the role {role} needs a department; {accepted(codes)}")
    if department and department not in codes:
        words = f"department {department!r} is unknown; {accepted(codes)}"
        problems.add(STAFF, row.line, words)
    if language not in LANGUAGES:
        problems.add(STAFF, row.line, f"language {language!r} is unknown; {accepted(LANGUAGES)}")
