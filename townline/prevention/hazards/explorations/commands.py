"""``townline hazards grade`` and ``townline hazards import``."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.postgres import environment

if TYPE_CHECKING:
    from townline.prevention.hazards.explorations.rules.grades import Grade
    from townline.prevention.hazards.explorations.services.importing import ImportPlan
    from townline.prevention.hazards.explorations.settings import CavityGrades


def options(made: ArgumentParser, further: Sequence[str] = ()) -> None:
    """Take these actions of ``townline hazards``; ``further``: those of the room above."""
    made.add_argument("action", choices=["grade", "import", *further])
    made.add_argument("file", type=Path, help="see docs/run/explorations.md")
    made.add_argument("--crs", default="", help="the file's grid, such as EPSG:5186")
    made.add_argument("--campaign", default="", help="import: of lines that name none")
    made.add_argument("--dry-run", action="store_true", help="look, and write nothing")


def command(options: Namespace) -> int:
    """Do one of the two; exit code 0: done, 1: the file has mistakes, 2: nothing begun."""
    if not options.file.is_file():
        raise CannotStart(f"{options.file} is not a file")
    return _grade(options) if options.action == "grade" else _import(options)


def _grade(options: Namespace) -> int:
    from townline.platform.core.text.charsets import encoding_of  # noqa: PLC0415 -- one command needs it
    from townline.prevention.hazards.explorations.rules import grade_table  # noqa: PLC0415 -- the same

    content = options.file.read_bytes()
    try:
        text = content.decode(encoding_of(content))
        table = _table(options)
        done = grade_table.grade_csv(text, table.bounds(), _repairs(table))
    except UnicodeError:
        return _refuse([f"{options.file} is neither UTF-8 nor CP949; save it as UTF-8"])
    except grade_table.BadTable as error:
        return _refuse(error.lines)
    sys.stdout.write(done)
    return 0


def _table(options: Namespace) -> "CavityGrades":
    """Give the district's table; where none is loaded the programme's own, and say so."""
    found = (
        _loaded_grades(options)
        if environment.has_database(environment.enter(options.home))
        else None
    )
    if found is not None:
        return found
    from townline.prevention.hazards.explorations.settings import CavityGrades  # noqa: PLC0415 -- needs the home

    _complain("no district is loaded: graded by the table that Townline brings (Seoul, 2016)")
    return CavityGrades()


def _loaded_grades(options: Namespace) -> "CavityGrades | None":
    with ready(options):
        from django.db import ProgrammingError  # noqa: PLC0415 -- needs Django

        from townline.platform.core import district  # noqa: PLC0415 -- the same
        from townline.prevention.hazards.explorations.settings import Explorations  # noqa: PLC0415 -- the same

        try:
            return district.part(Explorations).cavities
        except (district.DistrictMissing, ProgrammingError):
            return None


def _repairs(table: "CavityGrades") -> "dict[Grade, str]":
    """Say by grade when a cavity is repaired: a span, or the day that it must be done before."""
    from townline.prevention.hazards.explorations.rules.grade_table import iso  # noqa: PLC0415 -- as above

    rules = {each.grade: rule for each in table.bounds() if (rule := table.rule(each.grade))}
    return {
        grade: iso(rule.repair_within) if rule.repair_within else f"before {table.rainy_season}"
        for grade, rule in rules.items()
    }


def _import(options: Namespace) -> int:
    with ready(options):
        from django.utils import translation  # noqa: PLC0415 -- needs Django

        with translation.override("en"):
            return _bring(options)


def _bring(options: Namespace) -> int:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
    from townline.platform.core.sandbox import LONG  # noqa: PLC0415 -- the same
    from townline.platform.geofiles import api as geofiles  # noqa: PLC0415 -- the same
    from townline.prevention.hazards.explorations import api  # noqa: PLC0415 -- the same

    now = clock.now()
    try:
        files = geofiles.load(options.file, geofiles.GeofileLimits())
        plan = api.lines_look(
            files=files,
            now=now,
            crs=options.crs,
            campaign=options.campaign,
            limits=geofiles.GeofileLimits(),
            budget=LONG,
        )
    except geofiles.UnreadableGeofile as error:
        return _refuse([error.problem.words()])
    _print_plan(plan)
    if plan.problems:
        words = [f"feature {each.number}: {each.words()}" for each in plan.problems]
        return _refuse([*words, "nothing was imported"])
    if options.dry_run:
        write_line("dry run: nothing was written")
        return 0
    done = api.lines_import(by=SERVER, plan=plan, now=now)
    write_line(f"imported {done.lines} lines, {done.doubles} were here already")
    return 0


def _print_plan(plan: "ImportPlan") -> None:
    write_line(f"projection: {plan.grid.called}")
    write_line(f"features: {plan.count}")
    write_line(
        f"new lines: {len(plan.lines)}, {plan.metres / 1000:.1f} km; here already: {plan.doubles}"
    )
    if plan.campaigns:
        write_line(f"new campaigns: {', '.join(plan.campaigns)}")


def _refuse(lines: list[str]) -> int:
    for line in lines:
        _complain(line)
    return 1


def _complain(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201 -- a command tells of mistakes on stderr
