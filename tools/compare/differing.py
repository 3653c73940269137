"""Prints what differs between two days, answer by answer."""

import difflib
import json
import sys
from collections.abc import Iterator

from tools.compare.moves import Moves
from tools.compare.saying import Json

type Answers = dict[str, Json]
_LONGEST = 60


def print_differences(before: Answers, after: Answers, moves: Moves) -> int:
    """Print each difference; give 1 if there is one, else 0."""
    first = {moves.words(name): _rename_addresses(answer, moves) for name, answer in before.items()}
    names = [*first, *(name for name in after if name not in first)]
    differing = [name for name in names if first.get(name) != after.get(name)]
    for name in differing:
        sys.stdout.writelines(f"{line}\n" for line in _diff_lines(name, first, after))
    found = f"{len(differing)} differ" if differing else "none differs"
    sys.stdout.write(f"{len(names)} answers, {found}\n")
    return 1 if differing else 0


def _rename_addresses(answer: Json, moves: Moves) -> Json:
    if not moves.pairs:
        return answer
    return json.loads(moves.words(json.dumps(answer, ensure_ascii=False)))


def _diff_lines(name: str, before: Answers, after: Answers) -> Iterator[str]:
    yield f"=== {name}"
    if name not in after or name not in before:
        yield f"    only in {'BASE' if name in before else 'HEAD'}"
        return
    lines = difflib.unified_diff(
        _lines(before[name]), _lines(after[name]), "BASE", "HEAD", "", "", 2, ""
    )
    for number, line in enumerate(lines):
        if number == _LONGEST:
            yield "    ..."
            return
        yield line[:400]


def _lines(answer: Json) -> list[str]:
    body = answer.get("body", [])
    rest = {name: value for name, value in answer.items() if name != "body"}
    return [*json.dumps(rest, ensure_ascii=False, indent=1).splitlines(), *body]
