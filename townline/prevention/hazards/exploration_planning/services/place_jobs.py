"""Large files of places: read and taken by jobs, whose page shows how far they are."""

import datetime as dt
from typing import Any

from townline.platform.core import clock, jobs, sandbox
from townline.platform.core.history.audit import Actor
from townline.platform.geofiles.api import GeofileProblem
from townline.prevention.hazards.exploration_planning.errors import FileGone, FileWrong, RowProblem
from townline.prevention.hazards.exploration_planning.models import PlaceFile
from townline.prevention.hazards.exploration_planning.rules.columns import PlaceFileKind
from townline.prevention.hazards.exploration_planning.services.importing import (
    Counts,
    place_file_take,
    places_counted,
)
from townline.prevention.hazards.exploration_planning.services.reading import Places, places_read

AT_ONCE_BYTES = 500_000  # some thousand lines: read while the person waits
PROBLEMS, SAMPLE = 50, 8  # that a page shows
_READ = "townline.prevention.hazards.exploration_planning.tasks.read_places"
_TAKE = "townline.prevention.hazards.exploration_planning.tasks.take_places"
_HIDDEN = frozenset({"shape", "west", "south", "east", "north", "number"})

type Preview = dict[str, Any]


def subject_of(file_id: int) -> str:
    """Name the jobs of a file."""
    return f"place_file:{file_id}"


def is_long(file: PlaceFile) -> bool:
    """Say whether a job reads it; it has no content any more once it was taken."""
    return len(file.content) > AT_ONCE_BYTES


def place_file_read_later(file: PlaceFile, now: dt.datetime) -> None:
    """Have a job read a file; in the caller's transaction."""
    jobs.job_start(
        subject=subject_of(file.pk), task=_READ, phase="reading", now=now, file_id=file.pk
    )


def place_file_read(file_id: int) -> None:
    """Read a file as a job and store what taking it would do."""
    file = PlaceFile.objects.filter(id=file_id, taken_at=None).first()
    if file is None:
        return
    with jobs.job_carry_out(subject_of(file_id)) as report:
        places = file_places_long(file, report)
        PlaceFile.objects.filter(id=file_id).update(preview=preview_of(places))


def place_file_take_later(file: PlaceFile, *, actor: Actor, now: dt.datetime) -> None:
    """Have a job take a file for its person."""
    jobs.job_start(
        subject=subject_of(file.pk), task=_TAKE, phase="taking", now=now, file_id=file.pk,
        staff_id=actor.id, label=actor.label,
    )  # fmt: skip


def place_file_take_run(file_id: int, actor: Actor) -> None:
    """Take a file as a job; one that was taken meanwhile stays as it is."""
    file = PlaceFile.objects.filter(id=file_id, taken_at=None).first()
    if file is None:
        return
    with jobs.job_carry_out(subject_of(file_id)) as report:
        places = file_places_long(file, report)
        try:
            place_file_take(file_id=file_id, places=places, actor=actor, now=clock.now())
        except FileWrong:
            PlaceFile.objects.filter(id=file_id).update(preview=preview_of(places))
        except FileGone:
            return


def file_places_long(file: PlaceFile, report: sandbox.Report | None = None) -> Places:
    """Read what a file holds, with the time of a job."""
    files = {file.name: bytes(file.content)}
    return places_read(PlaceFileKind(file.kind), files, file.crs, sandbox.LONG, report)


def preview_of(places: Places) -> Preview:
    """Give what a page shows of a file, for a row: its problems, or counts and the first rows."""
    if places.problems:
        problems = [
            (isinstance(each, RowProblem), each.kind, each.number, dict(each.values))
            for each in places.problems[:PROBLEMS]
        ]
        return {"problems": problems, "many": len(places.problems)}
    counts = places_counted(places)
    columns = [name for name in places.rows[0] if name not in _HIDDEN]
    sample = [[_cell(row[name]) for name in columns] for row in places.rows[:SAMPLE]]
    return {
        "counts": [counts.new, counts.changed, counts.same, counts.kept],
        "columns": columns,
        "sample": sample,
    }


def preview_read(preview: Preview) -> Preview:
    """Give a preview of a row as a page shows it: problems with words, counts with names."""
    if "problems" in preview:
        found = [
            (RowProblem if own else GeofileProblem)(kind, number, values)
            for own, kind, number, values in preview["problems"]
        ]
        return {"problems": found, "many": preview["many"]}
    return preview | {"counts": Counts(*preview["counts"])}


def _cell(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float) else str(value)
