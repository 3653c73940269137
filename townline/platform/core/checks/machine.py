"""The machine and the home: looked at before anything is started."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.checks.disk import disk
from townline.platform.core.checks.photo_storage import media
from townline.platform.core.findings import Both, Finding, Level, bad, grade_figure, ok, span, warn
from townline.platform.core.keys import crypto
from townline.platform.core.media.inspection import heic_readable, videos_pictured

PRIVATE = 0o600


def running(home: Path) -> Iterator[Finding]:
    """Look whether ``townline run`` holds this home."""
    lock = home / "run.lock"
    if lock.exists() and _is_held(lock):
        words = Both("townline run is running", "townline run 실행 중")
        yield ok("run", words)
    else:
        yield warn("run", Both("townline run is not at work in this home", "townline run이 실행 중이 아닙니다"), Both("start it, unless the processes run as services of their own", "프로세스를 따로 서비스로 실행하는 것이 아니면 시작해 주세요"))


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
