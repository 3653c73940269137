"""What ``townline triage evaluate-duplicates FILE.jsonl`` does and prints."""

import base64
import contextlib
import datetime as dt
import json
import math
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from townline.training.duplicates import (
    DEPTHS,
    WAYS,
    Found,
    Known,
    Locate,
    RankedDuplicate,
    duplicates_rank,
    lines_read,
    nowhere,
)

# To read a text takes some 25 ms; a city's hundred thousand are ranked without it.
_READ = 5_000
_PATIENCE = 2.0
_Z = 1.96
_SHOWN = 10
_NAMES = {
    "cases": "the earlier case (what was joined before is one)",
    "alone": "the very line that is named, each by itself",
    "chain": "any line of the same case, each by itself",
}

type Grounded = Callable[[list[str]], Locate]


def command(given: Namespace, grounded: Grounded = lambda _texts: nowhere) -> int:
    """Rank, and print figures with 95 % intervals; 1 where the file holds no duplicate.

    ``grounded`` gives for the texts of a file what knows the places that they name.
    """
    try:
        raw_lines = given.file.read_text("utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        sys.stderr.write(f"{given.file} cannot be read: {error.strerror}\n")
        return 2
    found, known = Found(), _read_texts(given.read, raw_lines)
    lines = lines_read(raw_lines, found, known, grounded(list(_texts(raw_lines))))
    within = dt.timedelta(days=given.days) if given.days else None
    duplicates_rank(lines, found, within=within, progress=_Progress())
    write = sys.stdout.write
    if given.json:
        write(json.dumps(figures(found, read=bool(known)), ensure_ascii=False) + "\n")
    else:
        write("\n".join(report(found, read=bool(known))) + "\n")
    return 0 if found.asked else 1


def _read_texts(mode: str, raw_lines: Iterable[str]) -> Known | None:
    """Read each different text as the language process would, or give None."""
    if mode == "no":
        return None
    texts = sorted(set(_texts(raw_lines)))
    if not texts or (mode == "auto" and len(texts) > _READ):
        return None
    from townline.platform.triage.reader.in_process import NoModel, Reading  # noqa: PLC0415 -- loads 300 MB

    try:
        answers = Reading().read(texts)
    except NoModel as error:
        sys.stderr.write(f"{error}: ranked by words, place and time only\n")
        return None
    return {text: read_of(answer) for text, answer in zip(texts, answers, strict=True)}


def read_of(answer: Mapping[str, Any]) -> tuple[bytes, str]:
    """Give what is used of a reading: its vector and its likeliest service."""
    services = answer["services"]
    return base64.b64decode(answer["vector"]), str(services[0][0]) if services else ""


def _texts(raw_lines: Iterable[str]) -> Iterator[str]:
    for raw in raw_lines:
        # What is broken is named when the lines are read.
        with contextlib.suppress(ValueError, AttributeError, TypeError):
            if text := json.loads(raw).get("text"):
                yield str(text)


def figures(found: Found, *, read: bool) -> dict[str, Any]:
    """Give all figures as JSON carries them."""
    return {
        "lines": found.lines,
        "duplicates": len(found.asked),
        "read": read,
        **{way: _of(found.asked, way) for way in WAYS},
        "by": {name: _of(some, "cases") for name, some in _parts(found.asked)},
        "broken": found.broken,
        "without": found.without,
    }


def _of(duplicates: list[RankedDuplicate], way: str) -> dict[str, Any]:
    part = Found(asked=duplicates)
    names = {1: "first", 5: "top5", 10: "top10"}
    shares = {names[depth]: _share(*part.share(way, depth)) for depth in DEPTHS}
    return {**shares, "mrr": round(part.reciprocal(way), 4), "of": len(duplicates)}


def _share(right: int, many: int) -> dict[str, float | int]:
    low, high = wilson(right, many)
    return {
        "share": round(right / many, 4) if many else 0.0,
        "low": round(low, 4),
        "high": round(high, 4),
        "right": right,
    }


def wilson(right: int, many: int) -> tuple[float, float]:
    """Give the 95 % interval of a share, after Wilson."""
    if not many:
        return 0.0, 1.0
    share, spread = right / many, _Z**2 / many
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * math.sqrt(share * (1 - share) / many + spread / (4 * many))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _parts(duplicates: list[RankedDuplicate]) -> Iterable[tuple[str, list[RankedDuplicate]]]:
    tests: dict[str, Callable[[RankedDuplicate], bool]] = {
        "both with a position": lambda each: each.placed,
        "one without a position": lambda each: not each.placed,
        "within a day": lambda each: each.hours <= 24,  # noqa: PLR2004 -- as the name says
        "within a week": lambda each: 24 < each.hours <= 168,  # noqa: PLR2004 -- as above
        "later": lambda each: each.hours > 168,  # noqa: PLR2004 -- as above
    }
    for name, test in tests.items():
        if some := [each for each in duplicates if test(each)]:
            yield name, some


def report(found: Found, *, read: bool) -> list[str]:
    """Give the same as lines for a person."""
    how = "words, sense, service, place and time" if read else "words, place and time"
    lines = [f"{found.lines:,} lines, {len(found.asked):,} duplicates ranked by {how}"]
    lines += _name_lines("broken", found.broken)
    lines += _name_lines("of which the other one is not there before them", found.without)
    if not found.asked:
        return [*lines, "no line has a duplicate_of that names an earlier line"]
    lines += ["", f"{'right':<52}{'first':>22}{'within 5':>22}{'within 10':>22}{'MRR':>8}"]
    lines += [_row(_NAMES[way], _of(found.asked, way)) for way in WAYS]
    lines += ["", "the earlier case, by what was known"]
    return lines + [
        _row(f"  {name} ({len(some):,})", _of(some, "cases")) for name, some in _parts(found.asked)
    ]


def _name_lines(what: str, names: list[str]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return [f"{len(names):,} lines {what}: {'; '.join(names[:_SHOWN])}{more}"]


def _row(name: str, shares: dict[str, Any]) -> str:
    cells = [shares[depth] for depth in ("first", "top5", "top10")]
    columns = "".join(
        f"{each['share']:>8.3f} ({each['low']:.3f}-{each['high']:.3f})" for each in cells
    )
    return f"{name:<52}{columns}{shares['mrr']:>8.3f}"


class _Progress:
    """A line that is written over, once it takes longer than one likes to wait."""

    def __init__(self) -> None:
        self._begun = self._told = time.monotonic()

    def __call__(self, done: int, many: int) -> None:
        now = time.monotonic()
        if now - self._begun > _PATIENCE and (now - self._told > 1 or done == many):
            self._told = now
            end = "\n" if done == many else ""
            sys.stderr.write(f"\r{done:,} of {many:,} lines{end}")
            sys.stderr.flush()
