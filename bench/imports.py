"""An office's old texts: a phone's backup of 10,000, from the file into finished cases."""

import io
import time
from pathlib import Path

from bench.scratch import Scratch, truncate_tables
from bench.table import Figure, log_progress, rate

TEXTS = 10_000
_AIM = 30.0  # seconds


def measure(place: Scratch) -> list[Figure]:
    """Read the file alone, then bring it along, then once more when all of it is there."""
    from townline.config.tests.old_phone import backup, talks, write_text

    log_progress(f"{TEXTS:,} texts of a phone")
    truncate_tables()
    file = write_text(place.home / "phone.xml", backup(talks(TEXTS // 2)))
    reading = _read(file)
    begun, first = _time_import(file, place.home)
    assert first == TEXTS
    again, second = _time_import(file, place.home)
    assert second == 0
    return [
        Figure(name="old texts: reading the file alone", value=rate(TEXTS / reading, "texts")),
        Figure(
            name=f"old texts: {TEXTS:,} brought along",
            value=f"{begun:.1f} s, {rate(TEXTS / begun, 'texts')}",
            ratio=begun / reading,
            to="reading alone",
            aim=f"{_AIM:.0f} s",
        ),
        Figure(
            name="old texts: the same file again",
            value=f"{again:.1f} s",
            ratio=again / begun,
            to="the first time",
        ),
    ]


def _read(file: Path) -> float:
    from townline.casework.importing.archives import Place, read
    from townline.platform.core import clock, district

    place = Place(zone=district.current().zone, now=clock.now())
    begun = time.perf_counter()
    with file.open("rb") as opened:
        assert sum(1 for _ in read(opened, place)) == TEXTS
    return time.perf_counter() - begun


def _time_import(file: Path, folder: Path) -> tuple[float, int]:
    from townline.casework.importing.archives import Place
    from townline.casework.importing.files.reading import ImportOptions
    from townline.casework.importing.files.running import Order, ProgressBar, texts_bring
    from townline.platform.core import clock, district
    from townline.platform.core.history.audit import SERVER

    place = Place(zone=district.current().zone, now=clock.now())
    begun = time.perf_counter()
    outcome = texts_bring(
        ImportOptions(path=file, kind="auto", place=place, services=frozenset(), keep=True),
        Order(),
        folder=folder,
        actor=SERVER,
        now=clock.now(),
        complain=log_progress,
        progress=ProgressBar(wanted=False, out=io.StringIO()),
    )
    return time.perf_counter() - begun, outcome.done.texts
