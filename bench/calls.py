"""Calls: how long the line takes to answer, and what a call costs, beside a bare Kamailio.

Calls a second for one core are worked out from processor time, so that what else the machine
does changes little; the database's own time is told beside.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import sipp
from bench.scratch import ROOT, Scratch
from bench.table import Figure, log_progress, quantile

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_SERVER, _NETWORK, _PROXY, _CONTROL = 24060, 24070, 24080, 24090
_MENU, _TALKS, _AT_ONCE = 300, 120, 200


@dataclass(frozen=True)
class _Line:
    """The processes of a line, and a safe number that may be called without end."""

    calls: int
    media: int
    number: str


def measure(place: Scratch) -> list[Figure]:
    """Measure answering, the menu, talks, many at once; skip all where a program is missing."""
    missing = [name for name in ("sipp", "rtpengine", "kamailio") if not shutil.which(name)]
    if missing:
        log_progress(f"skipped: {', '.join(missing)} is not installed")
        return []
    folder = place.home / "calls"
    folder.mkdir()
    number = _number()
    log_progress("SIPp to SIPp, and through a bare Kamailio")
    direct, proxied, cost_of_proxy = _yardsticks(folder)
    with _line(folder, number) as line:
        return [
            *_menu(folder, line, direct, proxied, cost_of_proxy),
            *_talks(folder, line),
            *_many(folder, line),
        ]


def _number() -> str:
    """Issue a safe number and lift the limits: one caller places all calls of this bench."""
    from townline.lines.safenumbers import api
    from townline.platform.core import clock, district
    from townline.platform.core.models import District

    row = District.objects.get()
    limits = row.settings["safe_numbers"]["limits"]
    row.settings["safe_numbers"]["limits"] = dict.fromkeys(limits, 1_000_000)
    row.save()
    district.forget()
    lease_request = api.LeaseRequest(phones=["010-0000-0042"], plate="12가3456", language="ko",
                    audience=api.Audience.RESIDENT, consent="2026-11")  # fmt: skip
    return api.lease_issue(
        by=api.OWNER, wish=lease_request, via=api.Via.COUNTER, now=clock.now()
    ).number


def _yardsticks(folder: Path) -> tuple[list[float], list[float], float]:
    steps = sipp.menu(200)
    with sipp.waiting(folder, "answering", sipp.answering(), _NETWORK):
        direct = sipp.call(folder, "direct", steps, to=f"{sipp.OWNER}:{_NETWORK}", number="1",
                           count=_MENU, each=30, port=24100, seconds=60)  # fmt: skip
        with _kamailio(folder) as pid:
            before = _seconds(pid)
            proxied = sipp.call(folder, "proxied", steps, to=f"127.0.0.1:{_PROXY}", number="1",
                                count=_MENU, each=30, port=24110, seconds=60)  # fmt: skip
            cost = (_seconds(pid) - before) / _MENU
    return direct, proxied, cost


@contextlib.contextmanager
def _kamailio(folder: Path) -> Iterator[int]:
    config = folder / "kamailio.cfg"
    config.write_text(f"""
debug=-1
log_stderror=yes
children=1
disable_tcp=yes
listen=udp:127.0.0.1:{_PROXY}
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
request_route {{
    if (method == "INVITE") {{ record_route(); }}
    if (loose_route()) {{ t_relay(); exit; }}
    $du = "sip:{sipp.OWNER}:{_NETWORK}";
    t_relay();
}}
""")
    process = subprocess.Popen(
        ["/usr/sbin/kamailio", "-f", str(config), "-DD", "-E", "-m", "64", "-M", "4",
         "-Y", str(folder)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        sipp.until_bound("127.0.0.1", _PROXY)
        time.sleep(1)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


@contextlib.contextmanager
def _line(folder: Path, number: str) -> Iterator[_Line]:
    environment = os.environ | {
        "TOWNLINE_SIP_LISTEN": f"udp:127.0.0.1:{_SERVER}",
        "TOWNLINE_SIP_TRUNKS": f"sip:{sipp.OWNER}:{_NETWORK},sip:{sipp.CALLER}:24120",
        "TOWNLINE_RTPENGINE": f"127.0.0.1:{_CONTROL}",
        "TOWNLINE_RTP_PORTS": "30000-39999",
    }
    log_progress("starting rtpengine and calls; the first start speaks all prompts")
    with contextlib.ExitStack() as held:
        media, calls = (
            held.enter_context(_process(name, folder, environment)) for name in ("media", "calls")
        )
        sipp.until_bound("127.0.0.1", _SERVER)
        yield _Line(calls, media, number)


@contextlib.contextmanager
def _process(name: str, folder: Path, environment: dict[str, str]) -> Iterator[int]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "townline", "process", name],
            cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def _menu(
    folder: Path, line: _Line, direct: list[float], proxied: list[float], cost_of_proxy: float
) -> list[Figure]:
    log_progress(f"{_MENU} calls into the menu")
    before = _seconds(line.calls), _seconds(line.media)
    times = sipp.call(folder, "menu", sipp.menu(1000), to=f"127.0.0.1:{_SERVER}",
                      number=line.number, count=_MENU, each=20, port=24120, seconds=90)  # fmt: skip
    mine = (_seconds(line.calls) - before[0]) / len(times)
    media = (_seconds(line.media) - before[1]) / len(times)
    figures = []
    for share, aim in ((0.5, "adds 5 ms"), (0.99, "adds 20 ms")):
        ours, plain = quantile(times, share), quantile(direct, share)
        name = f"answer to a caller's INVITE, p{share * 100:.0f}"
        figures += [
            Figure(name=f"{name}, SIPp itself", value=f"{plain:.1f} ms"),
            Figure(
                name=f"{name}, a bare Kamailio between", value=f"{quantile(proxied, share):.1f} ms"
            ),
            Figure(name=name, value=f"{ours:.1f} ms (adds {ours - plain:.1f})", aim=aim),
        ]
    proxy = 1 / cost_of_proxy if cost_of_proxy else 0.0
    ours = 1 / (mine + media)
    return [
        *figures,
        Figure(name="calls through a bare Kamailio, for one core", value=f"{proxy:,.0f} calls/s"),
        Figure(
            name="calls with the menu, for one core",
            value=f"{ours:,.0f} calls/s ({mine * 1000:.1f} + {media * 1000:.1f} ms of rtpengine)",
            ratio=ours / proxy if proxy else None,
            to="Kamailio, which only passes on",
            aim="80",
        ),
    ]


def _talks(folder: Path, line: _Line) -> list[Figure]:
    log_progress(f"{_TALKS} calls that are put through")
    before = _seconds(line.calls), _seconds(line.media)
    with sipp.waiting(folder, "owner", sipp.owner(), _NETWORK):
        done = sipp.call(
            folder, "talk", sipp.talk(500), to=f"127.0.0.1:{_SERVER}", number=line.number,
            count=_TALKS, each=6, port=24120, seconds=90,
        )  # fmt: skip
    mine = (_seconds(line.calls) - before[0]) / len(done)
    media = (_seconds(line.media) - before[1]) / len(done)
    return [
        Figure(
            name="calls put through after key 3, for one core",
            value=f"{1 / (mine + media):,.0f} calls/s "
            f"({mine * 1000:.1f} + {media * 1000:.1f} ms of rtpengine)",
            aim="300",
        )
    ]


def _many(folder: Path, line: _Line) -> list[Figure]:
    log_progress(f"{_AT_ONCE} callers who listen to the menu at once")
    before = _memory(line.calls), _memory(line.media)
    steps, place = sipp.menu(9000), f"127.0.0.1:{_SERVER}"
    process = os.fork()
    if process == 0:  # pragma: no cover -- the other side of the fork
        code = 1
        with contextlib.suppress(AssertionError, subprocess.TimeoutExpired):
            sipp.call(folder, "many", steps, to=place, number=line.number, count=_AT_ONCE,
                      each=50, port=24120, seconds=60)  # fmt: skip
            code = 0
        os._exit(code)
    time.sleep(_AT_ONCE / 50 + 1.5)
    begun, started = (_seconds(line.calls), _seconds(line.media)), time.monotonic()
    time.sleep(3)
    spent = time.monotonic() - started
    shares = [(_seconds(pid) - was) / spent * 100
              for pid, was in zip((line.calls, line.media), begun, strict=True)]  # fmt: skip
    grown = [(_memory(pid) - was) / _AT_ONCE / 1024
             for pid, was in zip((line.calls, line.media), before, strict=True)]  # fmt: skip
    _, status = os.waitpid(process, 0)
    assert status == 0, "some of the calls at once failed"
    return [
        Figure(
            name=f"{_AT_ONCE} calls at once with sound",
            value=f"{shares[0]:.0f}% of a core, and {shares[1]:.0f}% in rtpengine",
        ),
        Figure(
            name="memory of a call",
            value=f"{grown[0]:.0f} kB, and {grown[1]:.0f} kB in rtpengine",
        ),
    ]


def _seconds(pid: int) -> float:
    """Give the processor seconds of a process and of all its children."""
    own = _ticks(pid)
    return (own + sum(_ticks(child) for child in _children(pid))) / _TICK


def _ticks(pid: int) -> int:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


def _children(pid: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _memory(pid: int) -> int:
    """Give the resident bytes of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
