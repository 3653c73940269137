"""The machine and the home: looked at before anything is started."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from townline.config.checks.finding import Finding, Level, bad, graded, ok, span, warn
from townline.config.checks.photos_kept import media
from townline.platform.core.keys import crypto
from townline.platform.core.media.inspection import heic_readable, videos_pictured

GIGABYTE = 1_000_000_000
# Free space, counted from full: below 5 GB a warning, below 1 GB the database may stop soon.
WARN_FREE, BAD_FREE = 5 * GIGABYTE, 1 * GIGABYTE
PRIVATE = 0o600


def running(home: Path) -> Iterator[Finding]:
    """Look whether ``townline run`` holds this home."""
    lock = home / "run.lock"
    if lock.exists() and _is_held(lock):
        yield ok("run", "townline run is at work in this home")
    else:
        yield warn(
            "run",
            "townline run is not at work in this home",
            "start it, unless the processes run as services of their own",
        )


def _is_held(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def disk(home: Path) -> Iterator[Finding]:
    """Look how much space is left where the data lies."""
    places = [place.resolve() for place in (home, home / "database") if place.exists()]
    for place in {place.stat().st_dev: place for place in places}.values():
        free = shutil.disk_usage(place).free
        level = graded(-free, warn_at=-WARN_FREE, bad_at=-BAD_FREE)
        advice = "" if level is Level.OK else f"make room on the disk of {place}"
        yield Finding(level, "disk", f"{free / GIGABYTE:.1f} GB free at {place}", advice)


def keys_file(_home: Path) -> Iterator[Finding]:
    """Look whether the keys are there, private and usable."""
    path = Path(os.environ["TOWNLINE_KEYS_FILE"])
    lost = "put the keys file back from its backup; without it no number can be read"
    if not path.exists():
        yield bad("keys", f"{path} is missing", lost)
        return
    mode = path.stat().st_mode & 0o777
    if mode != PRIVATE:
        yield bad("keys", f"{path} can be read by others ({mode:o})", f"chmod 600 {path}")
    try:
        ring = crypto.load(path)
        works = ring.decrypt(ring.encrypt("한들")) == "한들"
    except (crypto.KeysUnusable, ValueError, KeyError) as error:
        yield bad("keys", f"cannot be used: {error}", lost)
        return
    yield ok("keys", "open what they close") if works else bad("keys", "do not work", lost)


def load(_home: Path) -> Iterator[Finding]:
    """Look how long the machine has been up and how busy it is."""
    busy, cores = os.getloadavg()[1], os.cpu_count() or 1
    level = graded(busy / cores, warn_at=2, bad_at=10)
    up = float(Path("/proc/uptime").read_text().split()[0])
    advice = "" if level is Level.OK else "see with `top` what takes the machine's time"
    words = f"{busy:.1f} busy on {cores} cores (5 min); up {span(up)}"
    yield Finding(level, "load", words, advice)


def photos(_home: Path) -> Iterator[Finding]:
    """Look whether the photos of every phone can be shown."""
    if heic_readable() and videos_pictured():
        yield ok("photos", "all kinds can be shown")
    if not videos_pictured():
        yield warn(
            "photos",
            "videos are shown without a picture of theirs",
            "apt-get install --no-install-recommends ffmpeg",
        )
    if not heic_readable():
        yield warn(
            "photos",
            "HEIC pictures (iPhones) are kept and cannot be shown",
            "apt-get install libheif-examples libheif-plugin-libde265",
        )


MACHINE = (running, disk, keys_file, load, photos, media)
