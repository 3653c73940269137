"""Reading departments.csv, services.json and staff.csv."""

from typing import Any

from townline.platform.core.district_files.problems import Problems, accepted
from townline.platform.core.district_files.shapes import CODE, LANGUAGES, Shape, codes_checked
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column, Row
from townline.platform.departments.api import (
    NEEDS_DEPARTMENT,
    DepartmentEntry,
    Directory,
    Role,
    ServiceEntry,
    StaffEntry,
)
from townline.platform.departments.settings.periods import check_kinds

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


def directory(source: Source) -> tuple[Directory, dict[str, Any]]:
    """Read the directory, and what ``services.json`` decides. Staff is there if its file is."""
    entries = departments(source)
    codes = [entry.code for entry in entries if entry.kind == DEPARTMENT]
    found, decided = services(source, codes)
    people = staff(source, codes) if source.has(STAFF) else []
    return Directory(departments=entries, services=found, staff=people), decided


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


def services(source: Source, codes: list[str]) -> tuple[list[ServiceEntry], dict[str, Any]]:
    """Read what a text can be about, and the settings: its kinds, and hint words by service."""
    document = source.json(SERVICES)
    if document is None:
        return [], {}
    shape = Shape(document, source.problems)
    seen: set[str] = set()
    entries = [_service(shape, at, codes, seen) for at in shape.items("services")]
    check_kinds(shape)
    kinds = document.data.get("kinds", []) if isinstance(document.data, dict) else []
    words = {entry.service_code: _hints(document.data, at) for at, entry in enumerate(entries)}
    return entries, {"kinds": kinds, "service_words": words}


def _hints(data: dict[str, Any], at: int) -> list[str]:
    keywords = data["services"][at].get("keywords", {})
    return [word for lang in LANGUAGES for word in keywords.get(lang, [])]


def _service(shape: Shape, at: int, codes: list[str], seen: set[str]) -> ServiceEntry:
    path = ("services", at)
    code = shape.text(*path, "service_code", limit=40)
    if code in seen:
        shape.problem((*path, "service_code"), f"{code!r} stands here twice")
    elif code and not CODE.fullmatch(code):
        words = f"{code!r} may hold only lower-case letters, digits, '-', '_', '.'"
        shape.problem((*path, "service_code"), words)
    seen.add(code)
    shape.one_of(*path, "department", values=codes)
    name_ko, name_en = shape.names(*path, "name", limits=(60, 100))
    for lang in LANGUAGES:
        for word in shape.items(*path, "keywords", lang):
            shape.text(*path, "keywords", lang, word)
    return ServiceEntry(
        service_code=code,
        name_ko=name_ko,
        name_en=name_en,
        department=shape.text(*path, "department"),
        includes=shape.text(*path, "description_en"),
    )


def staff(source: Source, codes: list[str]) -> list[StaffEntry]:
    """Read the people of a demonstration."""
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
    if role not in set(Role):
        problems.add(STAFF, row.line, f"role {role!r} is unknown; {accepted(Role)}")
    elif role in NEEDS_DEPARTMENT and not department:
        problems.add(STAFF, row.line, f"the role {role} needs a department; {accepted(codes)}")
    if department and department not in codes:
        words = f"department {department!r} is unknown; {accepted(codes)}"
        problems.add(STAFF, row.line, words)
    if language not in LANGUAGES:
        problems.add(STAFF, row.line, f"language {language!r} is unknown; {accepted(LANGUAGES)}")
