"""``townline insights themes FILE``: what many texts are about, by their own words."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from townline.platform.core.commands import Add, CannotStart, write_line

if TYPE_CHECKING:
    from townline.prevention.policy.themes.computing.shapes import Found, InputText

_MOST_PROBLEMS = 20


def add_to(add: Add) -> None:
    """Add this command to the command line."""
    made = add("insights", "insights themes FILE: the themes of many texts", command)
    made.add_argument("action", choices=["themes"])
    made.add_argument("file", type=Path, help="lines {id, text, at}; - reads standard input")


def command(given: Namespace) -> int:
    """Print one JSON object a theme, the largest first; needs no home and no database."""
    from townline.prevention.policy.themes.computing.finding import sizes, themes  # noqa: PLC0415 -- others need not load scikit-learn

    texts = sorted(_read(given.file), key=lambda one: (one.at, one.id))
    if not texts:
        _report("no line could be used")
        return 1
    found = themes([one.text for one in texts], report=_report)
    for number, one in enumerate(found, 1):
        write_line(json.dumps(_line(number, one, texts), ensure_ascii=False))
    _report(
        f"{len(found):,} themes of {sizes(found):,} texts; {len(texts) - sizes(found):,} have none"
    )
    return 0


def _line(number: int, one: "Found", texts: "list[InputText]") -> dict[str, object]:
    from townline.prevention.policy.themes.rules.kinds import STRAYS, course  # noqa: PLC0415 -- as above

    days = [texts[at].at.date() for at in one.members]
    since = texts[int(len(texts) * STRAYS)].at.date()
    course_of = course(days, copied=len(one.copied), since=since, until=texts[-1].at.date())
    return {
        "theme": number,
        "name": one.name,
        "ids": [texts[at].id for at in one.members],
        "kind": course_of.kind,
        "years": list(course_of.years),
    }


def _read(file: Path) -> "list[InputText]":
    from townline.prevention.policy.themes.computing.lines import read  # noqa: PLC0415 -- as above

    problems: list[str] = []
    try:
        if str(file) == "-":
            texts = list(read(sys.stdin.buffer, problems))
        else:
            with file.open("rb") as opened:
                texts = list(read(opened, problems))
    except OSError as error:
        raise CannotStart(f"{file} cannot be read: {error.strerror}") from error
    for problem in problems[:_MOST_PROBLEMS]:
        _report(problem)
    if len(problems) > _MOST_PROBLEMS:
        _report(f"and {len(problems) - _MOST_PROBLEMS:,} more")
    return texts


def _report(words: str) -> None:
    sys.stderr.write(f"{words}\n")
