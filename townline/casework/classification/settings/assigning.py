"""Reading assignment.csv: which department a case is for."""

import csv
import io
from dataclasses import replace

from townline.casework.classification.api import (
    Rule,
    RuleInput,
    RuleState,
    circle,
    key_of,
    rules_all,
    rules_touched,
    words_of,
)
from townline.casework.classification.models import AssignmentRule
from townline.platform.core.district_files.problems import Problems, accepted_hint
from townline.platform.core.district_files.shapes import codes_checked
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column, CsvRow
from townline.platform.departments.api import Directory
from townline.platform.departments.settings.directory import codes_by_name

FILE = "assignment.csv"
_YES_NO = ("yes", "no")
_AUTO_WORDS = {"예": "yes", "아니요": "no", "아니오": "no"}
RULE_COLUMNS = (
    Column("key", 40, headings=("코드", "규칙 코드"), example="crossing-lights"),
    Column("service", 40, empty=True, headings=("민원 분야", "분야"), example="교통"),
    Column("place", 60, empty=True, headings=("장소", "동", "위치"), example="중앙동"),
    Column("words", 400, empty=True, headings=("단어", "키워드"), example="횡단보도, 신호등"),
    Column("after", 40, empty=True, headings=("반송한 부서", "반송 부서"), example="도로과"),
    Column("department", 40, headings=("처리 부서", "부서", "부서명"), example="교통행정과"),
    Column("person", 60, empty=True, headings=("담당자", "담당자 아이디"), example="roads.officer"),
    Column("auto", 3, headings=("자동 배정", "자동"), values=_AUTO_WORDS, example="아니요"),
)


def assigning(
    source: Source, people: Directory, places: set[str], services: list[str]
) -> list[RuleInput]:
    """Read the rules in the order of the file; a district without the file has none.

    ``places``: names of places and dongs, in Korean; empty where they could not be read.
    """
    if not source.has(FILE):
        return []
    rows = codes_checked(FILE, source.rows(FILE, _columns_of(people)), "key", source.problems)
    known = {
        "service": set(services),
        "place": places,
        "after": {one.code for one in people.departments if one.kind == "department"},
        "department": {one.code for one in people.departments if one.kind == "department"},
    }
    staff = {one.username: one.department for one in people.staff}
    for row in rows:
        _check(row, known, staff, source.problems)
    _check_circle(rows, source.problems)
    return [_rule_input(row) for row in rows]


def _columns_of(people: Directory) -> tuple[Column, ...]:
    """Let the names of departments and services stand for their codes."""
    departments = codes_by_name(people.departments)
    services = {one.name_ko: one.service_code for one in people.services}
    named = {"service": services, "after": departments, "department": departments}
    return tuple(replace(one, values=named.get(one.name, one.values)) for one in RULE_COLUMNS)


def render_rules(people: dict[str, str]) -> dict[str, bytes]:
    """Write the rules that count as the file has them; {} where no page changed one.

    ``people``: departments by username, as the folder has them; a rule names nobody else.
    """
    if not rules_touched():
        return {}
    lines = io.StringIO(newline="")
    table = csv.DictWriter(lines, [column.name for column in RULE_COLUMNS], lineterminator="\n")
    table.writeheader()
    for row in rules_all():
        if row.state != RuleState.OFF:
            table.writerow(_columns(row, people))
    return {FILE: lines.getvalue().encode()}


def _columns(row: AssignmentRule, people: dict[str, str]) -> dict[str, str]:
    person = row.person.username if row.person else ""
    return {
        "key": key_of(row),
        "service": row.service_id or "",
        "place": row.place,
        "words": row.words,
        "after": row.after_id or "",
        "department": row.department_id,
        "person": person if not people or people.get(person) == row.department_id else "",
        "auto": "yes" if row.auto else "no",
    }


def _check(
    row: CsvRow, known: dict[str, set[str]], staff: dict[str, str | None], problems: Problems
) -> None:
    for column, values in known.items():
        # Where the other file could not be read, that was told already.
        if row[column] and values and row[column] not in values:
            words = f"{column} {row[column]!r} is unknown; {accepted_hint(sorted(values))}"
            problems.add(FILE, row.line, words)
    if row["auto"] not in _YES_NO:
        problems.add(FILE, row.line, f"auto {row['auto']!r} is unknown; {accepted_hint(_YES_NO)}")
    if row["after"] and row["after"] == row["department"]:
        problems.add(FILE, row.line, "it would go back to the department that gave it back")
    if not (row["service"] or row["place"] or row["after"] or words_of(row["words"])):
        problems.add(FILE, row.line, "the rule says nothing; write a service, place or words")
    if staff and row["person"] and staff.get(row["person"]) != row["department"]:
        words = f"person {row['person']!r} does not work in {row['department']!r}"
        problems.add(FILE, row.line, words)


def _check_circle(rows: list[CsvRow], problems: Problems) -> None:
    """Tell the line with which the rules above it send a case round."""
    rules: list[Rule] = []
    for row in rows:
        rules.append(
            Rule(
                id=row.line,
                department=row["department"],
                service=row["service"],
                after=row["after"],
            )
        )
        found = circle([rule for rule in rules if rule.after != rule.department])
        if found:
            words = f"with the rules above it a case goes round: {' -> '.join(found)}"
            problems.add(FILE, row.line, words)
            rules.pop()


def _rule_input(row: CsvRow) -> RuleInput:
    return RuleInput(
        key=row["key"],
        service=row["service"],
        place=row["place"],
        words=row["words"],
        after=row["after"],
        department=row["department"],
        person=row["person"],
        auto=row["auto"] == "yes",
    )
