"""How well earlier texts about the same thing are found, on any file of known duplicates.

Lines ``{"id","text","time","lat","lon","duplicate_of"}``: for each with ``duplicate_of`` all
earlier lines are ranked. Three ways of counting, all told:

- ``cases`` (the figure meant by "the true earlier case"): lines that staff had joined before are
  one case by then, as in operation, and the case is ranked by its likeliest line;
- ``alone``: every line by itself, and only the very line that ``duplicate_of`` names is right;
- ``chain``: every line by itself, and any earlier line of the same case is right.
"""

import datetime as dt
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from townline.platform.triage.rules.similarity import ComparedText, score, signs
from townline.platform.triage.rules.similarity_words import telling
from townline.training.pool import Pool

WAYS = ("cases", "alone", "chain")
DEPTHS = (1, 5, 10)

# Of a text: its vector and its likeliest service, as the reader gives them.
type Known = Mapping[str, tuple[bytes, str]]
type Progress = Callable[[int, int], None]
# Of a text: where the place that it names lies, in degrees, or None.
type Locate = Callable[[str], tuple[float, float] | None]


def nowhere(_text: str) -> None:
    """Know of no places."""


@dataclass(slots=True)
class RankedDuplicate:
    """One duplicate: where the right one stood (1 is first; None: not found), by each way.

    ``placed``: both had a position; ``hours`` between the two.
    """

    id: str
    rank: dict[str, int | None]
    placed: bool
    hours: float


@dataclass(slots=True)
class Found:
    """All duplicates of a file, and the lines that could not be used, with their numbers."""

    asked: list[RankedDuplicate] = field(default_factory=list)
    lines: int = 0
    broken: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    def share(self, way: str, depth: int) -> tuple[int, int]:
        """Count those of which the right one stood among the first ``depth``, and all."""
        ranks = [each.rank[way] for each in self.asked]
        return sum(rank is not None and rank <= depth for rank in ranks), len(ranks)

    def reciprocal(self, way: str) -> float:
        """Give the mean reciprocal rank."""
        ranks = [each.rank[way] for each in self.asked]
        return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is compared, and which one it is a duplicate of ("" for none)."""

    seen: ComparedText
    duplicate_of: str


def lines_read(
    raw_lines: Iterable[str], found: Found, known: Known | None = None, locate: Locate = nowhere
) -> list[Line]:
    """Read a file, oldest first; what is broken is named in ``found`` and left out.

    A line without a position lies where the place is that it names, as a text does in operation.
    """
    lines: list[Line] = []
    last = dt.datetime.min.replace(tzinfo=dt.UTC)
    for number, raw in enumerate(raw_lines, 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            found.broken.append(f"{number}: no JSON object")
            continue
        try:
            line = _line(row, number, last, known or {}, locate)
        except (ValueError, TypeError, OverflowError) as error:
            found.broken.append(f"{number}: {error or type(error).__name__}")
            continue
        last = line.seen.at
        lines.append(line)
    found.lines = len(lines)
    # Stable: lines of the same moment stay in the order of the file.
    return sorted(lines, key=lambda line: line.seen.at)


def _line(
    row: dict[str, Any], number: int, last: dt.datetime, known: Known, locate: Locate
) -> Line:
    body = str(row.get("text") or "")
    text_marks, (vector, service) = telling(body), known.get(body, (b"", ""))
    name = str(row.get("id") or number)
    latitude, longitude = _degrees(row.get("lat"), 90), _degrees(row.get("lon"), 180)
    if latitude is None or longitude is None:
        latitude, longitude = locate(body) or (None, None)
    seen = ComparedText(
        reference=name,
        subject=name,
        at=_moment(row.get("time")) or last,
        words=text_marks.words,
        grams=text_marks.grams,
        vector=vector,
        service=service,
        latitude=latitude,
        longitude=longitude,
        place=str(row.get("place") or ""),
    )
    return Line(seen, str(row.get("duplicate_of") or ""))


def _degrees(value: object, most: int) -> float | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    degrees = float(str(value))
    if not math.isfinite(degrees) or abs(degrees) > most:
        raise ValueError(f"{value!r} are no degrees")
    return degrees


def _moment(value: object) -> dt.datetime | None:
    if value in (None, ""):
        return None
    moment = dt.datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def duplicates_rank(
    lines: list[Line],
    found: Found,
    *,
    within: dt.timedelta | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Found:
    """Rank the earlier lines for each duplicate; ``progress`` hears how many lines are done."""
    pool, roots = Pool(), roots_of(lines)
    earlier: dict[str, ComparedText] = {}
    for number, line in enumerate(lines, 1):
        if line.duplicate_of:
            if line.duplicate_of in earlier:
                true = earlier[line.duplicate_of]
                found.asked.append(_rank_duplicate(line.seen, true, pool, roots, within))
            else:
                found.without.append(line.seen.reference)
        pool.add(line.seen)
        earlier[line.seen.reference] = line.seen
        progress(number, len(lines))
    return found


def roots_of(lines: Iterable[Line]) -> dict[str, str]:
    """Give the first of the chain that each line belongs to; one that goes round ends itself."""
    named = {line.seen.reference: line.duplicate_of for line in lines}
    return {name: _root(name, named) for name in named}


def _root(name: str, named: dict[str, str]) -> str:
    gone = [name]
    while (after := named.get(gone[-1], "")) and after in named and after not in gone:
        gone.append(after)
    return gone[-1]


def _rank_duplicate(
    mine: ComparedText,
    true: ComparedText,
    pool: Pool,
    roots: dict[str, str],
    within: dt.timedelta | None,
) -> RankedDuplicate:
    order = [
        other.reference for _, _, other in sorted(_score_others(mine, pool, within), key=_best)
    ]
    cases = list(dict.fromkeys(roots[name] for name in order))
    root = roots[true.reference]
    return RankedDuplicate(
        id=mine.reference,
        rank={
            "cases": _rank(cases, {root}),
            "alone": _rank(order, {true.reference}),
            "chain": _rank(order, {name for name in order if roots[name] == root}),
        },
        placed=mine.latitude is not None and true.latitude is not None,
        hours=(mine.at - true.at).total_seconds() / 3600,
    )


type _Scored = tuple[float, float, ComparedText]


def _score_others(mine: ComparedText, pool: Pool, within: dt.timedelta | None) -> Iterator[_Scored]:
    weigh, weigh_pairs = pool.weights()
    for other in pool.worth(mine, within):
        yield score(signs(mine, other, weigh, weigh_pairs)), other.at.timestamp(), other


def _best(scored: _Scored) -> tuple[float, float, str]:
    likely, at, other = scored
    return -likely, -at, other.reference


def _rank(order: list[str], right: set[str]) -> int | None:
    return next((at for at, name in enumerate(order, 1) if name in right), None)
