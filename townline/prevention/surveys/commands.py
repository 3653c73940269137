"""``townline surveys``: take in a list, count it, grade answers, add a surveyor."""

import datetime as dt
import json
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from townline.platform.core.commands import Add, CannotStart, ready, write_line


def add_to(add: Add) -> Any:  # noqa: ANN401 -- argparse's own
    """Add the command to the command line; give its actions, for those of rooms above."""
    words = "surveys import|count|grade|surveyor|plan|report: homes that are visited and graded"
    actions = add("surveys", words, _import).add_subparsers(required=True, metavar="ACTION")

    def action(name: str, words: str, does: Any) -> Any:  # noqa: ANN401 -- argparse's own
        made = actions.add_parser(name, help=words, description=words)
        made.add_argument("--home", type=Path, help="folder of data, keys and sockets")
        made.set_defaults(command=does)
        return made

    importing = action("import", "take in a list of homes (CSV, XLSX)", _import)
    importing.add_argument("file", type=Path)
    importing.add_argument("--kind", required=True, help="of the district's data: semi-basement")
    importing.add_argument("--sheet", default="", help="of a book with several filled sheets")
    importing.add_argument(
        "--dry-run", action="store_true", help="only say what would become of it"
    )
    counting = action("count", "count the homes of a kind, or of all", _count)
    counting.add_argument("--kind", default="", help="only this kind")
    counting.add_argument("--json", action="store_true", help="as JSON")
    grading = action("grade", "grade answers: one JSON object a line (question: answer)", _grade)
    grading.add_argument("file", type=Path, help="- reads standard input")
    grading.add_argument("--kind", default="semi-basement")
    people = action("surveyor", "surveyor add NAME: print the address for their phone", _surveyor)
    people.add_argument("what", choices=["add"])
    people.add_argument("name")
    people.add_argument("--start", default="", help="where the day begins, in words; with --at")
    people.add_argument("--at", type=_point, metavar="LAT,LON", help="its position")
    people.add_argument("--hours", type=_hours, metavar="09:00-17:30", help="when they go")
    people.add_argument("--visits", type=_visits, metavar="N", help="homes a day, 1 to 60")
    return actions


def _import(options: Namespace) -> int:
    """Take a file in. Lines that were refused make the exit code 1; the others are listed."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        raise CannotStart(f"{options.file} cannot be read: {error.strerror}") from error
    with ready(options):
        from django.utils import translation  # noqa: PLC0415 -- needs Django

        from townline.casework.cases.api import InvalidInput  # noqa: PLC0415 -- the same

        with translation.override("en"):
            try:
                return _import_content(options, content)
            except InvalidInput as error:
                words = error.message()
                raise CannotStart(f"{options.file}: {words}") from error


def _import_content(options: Namespace, content: bytes) -> int:
    from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
    from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
    from townline.platform.core.sandbox import LONG  # noqa: PLC0415 -- the same
    from townline.prevention.surveys.services import importing, list_files, tables  # noqa: PLC0415 -- the same

    if options.dry_run:
        table = tables.read(content, options.sheet, LONG)
        plan = importing.plan(
            options.kind, table, importing.columns_of(options.kind, table.headings)
        )
        return _print_counts(plan.counts(), importing.problems_of(plan))
    now = clock.now()
    draft = list_files.list_upload(
        kind=options.kind, file_name=options.file.name, content=content, sheet=options.sheet,
        actor=SERVER, now=now, budget=LONG,
    )  # fmt: skip
    try:
        imported = importing.list_take(draft_id=draft.id, actor=SERVER, now=now)
    except BaseException:
        importing.list_give_up(draft)
        raise
    return _print_counts(imported.counts, imported.problems)


def _print_counts(counts: dict[str, int], problems: list[dict[str, Any]]) -> int:
    from townline.prevention.surveys.views.labels import problem_sentence  # noqa: PLC0415 -- needs Django

    write_line(", ".join(f"{name} {count}" for name, count in counts.items()))
    for each in problems:
        write_line(f"line {each['line']}: {problem_sentence(each)}")
    return 1 if counts["refused"] else 0


def _count(options: Namespace) -> int:
    with ready(options):
        from townline.prevention.surveys import api  # noqa: PLC0415 -- needs Django

        codes = [options.kind] if options.kind else [kind.code for kind in api.kinds()]
        found = {code: _figures(api.count_list(code)) for code in codes}
    if options.json:
        whole = found[codes[0]] if options.kind else _sum_kinds(found)
        write_line(json.dumps(whole, ensure_ascii=False, indent=2))
        return 0
    for code, each in found.items():
        excluded, graded = sum(each["excluded"].values()), sum(each["graded"].values())
        seen = f"not yet seen {each['not_yet_seen']}"
        write_line(
            f"{code}: listed {each['listed']} = excluded {excluded} + {seen} + graded {graded}"
        )
    return 0


def _figures(counted: Any) -> dict[str, Any]:  # noqa: ANN401 -- of the api, which needs Django
    return {
        "listed": counted.listed,
        "excluded": counted.excluded,
        "not_yet_seen": counted.not_yet_seen,
        "graded": counted.graded,
    }


def _sum_kinds(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Add the kinds up, and show each beside."""
    whole: dict[str, Any] = {"listed": 0, "excluded": {}, "not_yet_seen": 0, "graded": {}}
    for each in found.values():
        whole["listed"] += each["listed"]
        whole["not_yet_seen"] += each["not_yet_seen"]
        for part in ("excluded", "graded"):
            for name, count in each[part].items():
                whole[part][name] = whole[part].get(name, 0) + count
    return whole | {"kinds": found}


def _grade(options: Namespace) -> int:
    """Grade line by line, storing nothing; a line that cannot be graded makes the exit code 1."""
    with ready(options):
        from townline.platform.core import clock  # noqa: PLC0415 -- needs Django
        from townline.prevention.surveys.api import kind_of  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.errors import UnknownKind  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.selectors.rules import ruleset  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.services import rule_versions  # noqa: PLC0415 -- the same

        try:
            kind_of(options.kind)
        except UnknownKind as error:
            raise CannotStart(error.detail) from error
        version = rule_versions.rules_in_use(options.kind, now=clock.now())
        rules = ruleset(version)
        failed = 0
        for number, line in _lines(options.file):
            answer = _grade_line(rules, line, number)
            failed |= "error" in answer
            write_line(json.dumps(answer, ensure_ascii=False))
    return int(failed)


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise CannotStart(f"{file} cannot be read: {error}") from error
    return ((at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip())


def _grade_line(rules: Any, line: str, number: int) -> dict[str, Any]:  # noqa: ANN401 -- needs Django
    from townline.prevention.surveys.rules.grading import BadAnswer, grade  # noqa: PLC0415 -- late
    from townline.prevention.surveys.services.grading import grade_details  # noqa: PLC0415 -- needs Django

    try:
        answers = json.loads(line)
        if isinstance(answers, dict):
            found = grade_details(grade(rules, answers))
            missing = [one["question"] for one in found["items"] if one["answer"] is None]
            return {"line": number, **found, "unanswered": missing}
    except (BadAnswer, json.JSONDecodeError) as error:
        return {"line": number, "error": str(error)}
    return {"line": number, "error": "a line is one JSON object: question to answer"}


def _point(written: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in written.split(","))
    except ValueError:
        raise ArgumentTypeError("a latitude and a longitude, as 37.5634,127.0369") from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004 -- degrees
        raise ArgumentTypeError("a latitude and a longitude, as 37.5634,127.0369")
    return latitude, longitude


def _hours(written: str) -> tuple[dt.time, dt.time]:
    try:
        begins, ends = (dt.time.fromisoformat(part.strip()) for part in written.split("-"))
    except ValueError:
        raise ArgumentTypeError("from and to, as 09:00-17:30") from None
    if begins >= ends:
        raise ArgumentTypeError("the hours end after they begin")
    return begins, ends


def _visits(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= 60):  # noqa: PLR2004 -- as the page takes
        raise ArgumentTypeError("a number from 1 to 60")
    return int(written)


def _planned_by(options: Namespace) -> dict[str, Any]:
    """Give what planning needs to know of a surveyor; what is not given is as for everybody."""
    if bool(options.start) != (options.at is not None):
        raise CannotStart("--start names the place where the day begins and --at its position")
    found: dict[str, Any] = {"start": options.start.strip()[:120]}
    if options.at:
        found["latitude"], found["longitude"] = options.at
    if options.hours:
        found["begins_at"], found["ends_at"] = options.hours
    if options.visits:
        found["visits_a_day"] = options.visits
    return found


def _surveyor(options: Namespace) -> int:
    with ready(options):
        from django.conf import settings  # noqa: PLC0415 -- needs Django

        from townline.platform.core import clock  # noqa: PLC0415 -- the same
        from townline.platform.core.history.audit import SERVER  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.api import surveyor_add  # noqa: PLC0415 -- the same
        from townline.prevention.surveys.errors import NameInUse  # noqa: PLC0415 -- the same

        try:
            _, token = surveyor_add(
                name=options.name, actor=SERVER, now=clock.now(), **_planned_by(options)
            )
        except NameInUse as error:
            raise CannotStart(error.detail) from error
        base = settings.TOWNLINE_PUBLIC_URL.rstrip("/")
        write_line(f"{base}/openrosa/{token}/")
        # Beside what scripts read: the same token opens our own page.
        note = "" if base else " (TOWNLINE_PUBLIC_URL is not set: put https:// and the host first)"
        print(f"in a browser, without an app: {base}/field/{token}/{note}", file=sys.stderr)  # noqa: T201 -- no result
    return 0
