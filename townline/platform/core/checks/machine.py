"""The machine and the home: looked at before anything is started."""

# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.checks.disk import disk
from townline.platform.core.findings import Both, Finding, Level, bad, grade_figure, ok, span, warn
from townline.platform.core.keys import crypto
from townline.platform.core.media.inspection import heic_readable, videos_pictured

# Check that photos can be stored: a text whose photo cannot be is not acknowledged.
_TRIAL = 64 * 1024  # bytes: more than lies about in what a full disk has left


def media(home: Path) -> Iterator[Finding]:
    """Look whether the folders of photos are ours and take a file."""
    wrong = next((found for place in _folders(home) if (found := _check_owner(place, home))), None)
    yield (
        wrong
        or _check_write(home)
        or ok("media", Both("photos can be kept", "사진을 보관할 수 있습니다"))
    )


def _folders(home: Path) -> list[Path]:
    """Give the folders that files are put into: of districts, and two levels by content."""
    top = home / "media"
    below = [path for shape in ("*", "*/??", "*/??/??") for path in sorted(top.glob(shape))]
    return [path for path in (top, *below) if path.is_dir()]


def _check_owner(place: Path, home: Path) -> Finding | None:
    # By its owner as well: an administrator who asks as root may write everywhere, the server not.
    owner = home.stat().st_uid
    if place.stat().st_uid != owner:
        words = Both(f"{place} belongs to somebody else", f"{place}의 소유자가 다릅니다")
        return bad("media", words, f"chown -R {owner} {place}")
    if not os.access(place, os.W_OK | os.X_OK, effective_ids=True):
        words = Both(f"{place} cannot be written", f"{place}에 쓸 수 없습니다")
        return bad("media", words, f"chmod -R u+rwX {place}")
    return None


def _check_write(home: Path) -> Finding | None:
    """Write a file where the first photo would go, and take it away again."""
    top = home / "media"
    place = top if top.exists() else home
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".trial-") as file:
            file.write(os.urandom(_TRIAL))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        advice = Both("make room, or mount it to be written; until then texts with photos wait", "디스크를 비우거나 쓰기로 연결해 주세요. 그때까지 사진 있는 문자가 기다립니다")
        why = error.strerror
        words = Both(f"{place} takes no file: {why}", f"{place}에 파일을 쓸 수 없습니다: {why}")
        return bad("media", words, advice)
    return None


PRIVATE = 0o600


def running(home: Path) -> Iterator[Finding]:
    """Look whether ``townline run`` holds this home."""
    lock = home / "run.lock"
    if lock.exists() and _is_held(lock):
        words = Both("townline run is running", "townline run 실행 중")
        yield ok("run", words)
    elif os.environ.get("TOWNLINE_DATABASE_URL"):
        words = Both("the processes run as services of their own", "프로세스가 각각 서비스로 실행됩니다")
        yield ok("run", words)
    else:
        yield warn("run", Both("townline run is not at work in this home", "townline run이 실행 중이 아닙니다"), Both("start it: systemctl start townline, or townline run", "시작해 주세요: systemctl start townline 또는 townline run"))


def _is_held(path: Path) -> bool:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def keys_file(home: Path) -> Iterator[Finding]:
    """Look whether the keys are there, private and usable."""
    path = Path(os.environ.get("TOWNLINE_KEYS_FILE") or home / "keys.json")
    lost = Both("put the keys file back from its backup; without it no number can be read", "키 파일을 백업에서 되살려 주세요. 없으면 전화번호를 읽을 수 없습니다")
    if not path.exists():
        yield bad("keys", Both(f"{path} is missing", f"{path} 파일이 없습니다"), lost)
        return
    mode = path.stat().st_mode & 0o777
    if mode != PRIVATE:
        words = Both(f"{path} can be read by others ({mode:o})", f"{path}을(를) 남이 읽을 수 있음({mode:o})")
        yield bad("keys", words, f"chmod 600 {path}")
    try:
        ring = crypto.load(path)
        works = ring.decrypt(ring.encrypt("한들")) == "한들"
    except (crypto.KeysUnusable, ValueError, KeyError) as error:
        yield bad("keys", Both(f"cannot be used: {error}", f"쓸 수 없습니다: {error}"), lost)
        return
    if works:
        yield ok("keys", Both("encryption works", "암호화와 복호화가 됩니다"))
    else:
        yield bad("keys", Both("do not work", "작동하지 않습니다"), lost)


def load(_home: Path) -> Iterator[Finding]:
    """Look how long the machine has been up and how busy it is."""
    busy, cores = os.getloadavg()[1], os.cpu_count() or 1
    level = grade_figure(busy / cores, warn_at=2, bad_at=10)
    up = float(Path("/proc/uptime").read_text().split()[0])
    look = Both("check CPU use with `top`", "`top`으로 확인해 주세요")
    since = span(up)
    words = Both(f"load {busy:.1f} on {cores} cores (5 min), up {since}", f"코어 {cores}개에 부하 {busy:.1f}(5분), 가동 {since.korean}")
    yield Finding(level, "load", words, "" if level is Level.OK else look)


def photos(_home: Path) -> Iterator[Finding]:
    """Look whether the photos of every phone can be shown."""
    if heic_readable() and videos_pictured():
        yield ok("photos", Both("all kinds can be shown", "모든 형식을 볼 수 있습니다"))
    if not videos_pictured():
        yield warn("photos", Both("videos are shown without a picture of theirs", "동영상의 첫 화면을 볼 수 없습니다"), "apt-get install --no-install-recommends ffmpeg")
    if not heic_readable():
        yield warn("photos", Both("HEIC pictures (iPhones) are kept and cannot be shown", "HEIC 사진(아이폰)은 보관되지만 볼 수 없습니다"), "apt-get install libheif-examples libheif-plugin-libde265")


MACHINE = (running, disk, keys_file, load)
PHOTOS = (photos, media)
