"""What ``townline triage evaluate FILE.jsonl`` does; needs no database and no process."""

import base64
import json
import os
import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from townline.platform.core.commands import CannotStart, write_line
from townline.platform.postgres.environment import DEFAULT_HOME
from townline.platform.triage.places_command import GroundInvalid, ground, likeliest
from townline.platform.triage.reader.in_process import NoModel, Reading
from townline.platform.triage.reader.reading import Answer
from townline.platform.triage.rules.places import Gazetteer
from townline.platform.triage.rules.places.scoring import Miss, PlacesScore, places_score
from townline.training.evaluation import figures as counting, lines, report
from townline.training.evaluation.lines import File, Row
from townline.training.evaluation.shares import Share, share
from townline.training.incidents import incident_score
from townline.training.texts import KINDS, SERVICES

_MOST_PROBLEMS = 20


def command(given: Namespace) -> int:
    """Read, compare, print; 1 where no line could be used."""
    use_models(given.home)
    file = _file(given.file)
    if not file.rows:
        write_line("no line could be read")
        return 1
    try:
        reading = Reading()
    except NoModel as error:
        raise CannotStart(str(error)) from error
    read = list(zip(file.rows, reading.read([row.text for row in file.rows]), strict=True))
    made = counting.figures(read)
    places = _places([row.told for row in file.rows], given.district)
    made.shares |= _shares(*places) if places else {}
    made.shares |= _incidents(read, given.district)
    if given.json:
        output = {"model": reading.version, "texts": len(read), "problems": file.problems}
        write_line(json.dumps(output | report.as_json(made), ensure_ascii=False))
        return 0
    write_line(f"{len(read):,} texts, model {reading.version}; shares with their 95% intervals")
    for line in report.lines(made, full=given.confusions):
        write_line(line)
    if given.wrong:
        _wrong(read, places[0].misses if places else ())
    return 0


def use_models(home: Path | None) -> None:
    """Read with the models of this home, without making one."""
    chosen = home or Path(os.environ.get("TOWNLINE_HOME", DEFAULT_HOME))
    if chosen.is_dir():
        os.environ["TOWNLINE_HOME"] = str(chosen)


def _file(place: Path) -> File:
    try:
        with place.open("rb") as opened:
            file = lines.read(opened, services=SERVICES, kinds=KINDS)
    except OSError as error:
        raise CannotStart(f"{place} cannot be read: {error.strerror}") from error
    for problem in file.problems[:_MOST_PROBLEMS]:
        sys.stderr.write(f"{place.name}: {problem}\n")
    if len(file.problems) > _MOST_PROBLEMS:
        sys.stderr.write(f"{place.name}: and {len(file.problems) - _MOST_PROBLEMS:,} more\n")
    return file


def _places(
    rows: Sequence[Mapping[str, Any]], district: str | None
) -> tuple[PlacesScore, str] | None:
    stated = [row for row in rows if "dong" in row]
    if not stated:
        return None
    known, name = _ground(stated, district)
    return places_score(stated, known), name


def _ground(rows: Sequence[Mapping[str, Any]], district: str | None) -> tuple[Gazetteer, str]:
    try:
        return ground(district) if district else likeliest(rows)
    except GroundInvalid as error:
        raise CannotStart(str(error)) from error


def _shares(score: PlacesScore, name: str) -> dict[str, Share]:
    parts = {"precision of dong": score.precision, "recall of dong": score.recall,
             "place by name": score.places}  # fmt: skip
    return {
        f"place ({name}): {words}": Share(part.value, *part.interval, part.total)
        for words, part in parts.items()
    }


def _incidents(read: Sequence[tuple[Row, Answer]], district: str | None) -> dict[str, Share]:
    rows = [row.told for row, _ in read]
    if not any(row.get("incident") for row in rows):
        return {}
    known, _ = _ground(rows, district)
    score = incident_score(
        rows,
        [base64.b64decode(answer["vector"]) for _, answer in read],
        [{code: odds for code, odds, *_ in answer["services"]} for _, answer in read],
        known,
    )
    if score is None:
        return {}
    named = f"incidents ({score['incidents']}): B-cubed"
    return {
        f"{named} F1": Share(score["f1"], score["low"], score["high"], score["rows"]),
        f"{named} precision": share(round(score["precision"] * score["rows"]), score["rows"]),
        f"{named} recall": share(round(score["recall"] * score["rows"]), score["rows"]),
    }


def _wrong(read: Sequence[tuple[Row, Answer]], places: Sequence[Miss]) -> None:
    for row, answer in read:
        guessed = counting.first(answer["services"])
        alarmed = answer["danger"][0] if answer["danger"] else ""
        if row.service and row.service != guessed:
            write_line(f"{row.number}: {row.service} read as {guessed}: {row.text}")
        if row.danger is not None and bool(row.danger) != bool(alarmed):
            danger_name = row.danger or "none"
            write_line(f"{row.number}: danger {danger_name}, alarm {alarmed or 'none'}: {row.text}")
    for miss in places:
        write_line(f"{miss.id}: dong {miss.wanted or 'none'}, read as {miss.found or 'none'}"
            f" ({miss.place or 'no place'}): {miss.text}")  # fmt: skip
