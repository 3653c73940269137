"""Reading assignment.csv: which department a case is for."""

import csv
import io

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

FILE = "assignment.csv"
_YES_NO = ("yes", "no")
_COLUMNS = (
    Column("key", 40),
    Column("service", 40, empty=True),
    Column("place", 60, empty=True),
    Column("words", 400, empty=True),
    Column("after", 40, empty=True),
    Column("department", 40),
    Column("person", 60, empty=True),
    Column("auto", 3),
)


def assigning(
    source: Source, people: Directory, places: set[str], services: list[str]
) -> list[RuleInput]:
    """Read the rules in the order of the file; a district without the file has none.

    ``places``: names of places and dongs, in Korean; empty where they could not be read.
    """
    if not source.has(FILE):
        return []
    rows = codes_checked(FILE, source.rows(FILE, _COLUMNS), "key", source.problems)
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


def render_rules(people: dict[str, str]) -> dict[str, bytes]:
    """Write the rules that count as the file has them; {} where no page changed one.

    ``people``: departments by username, as the folder has them; a rule names nobody else.
    """
    if not rules_touched():
        return {}
    lines = io.StringIO(newline="")
    table = csv.DictWriter(lines, [column.name for column in _COLUMNS], lineterminator="\n")
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
