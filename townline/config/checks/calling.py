"""Calls: whether what they need is there, and the variables are written as they must be."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import os
from collections.abc import Iterator
from pathlib import Path

from townline.adapters.sip.stack import options
from townline.adapters.sip.stack.media import engine, prompts
from townline.platform.core.findings import Both, Finding, bad, ok, warn

_INSTALL = "apt-get install --no-install-recommends "


def check_calls(_home: Path) -> Iterator[Finding]:
    """Look whether calls are on, and rtpengine is there to carry them."""
    wanted = os.environ.get("TOWNLINE_SIP_LISTEN", "")
    there = engine.program() is not None or engine.address(os.environ) is not None
    if not there:
        words = Both("rtpengine is not installed: calls are off", "rtpengine이 없어 통화가 꺼져 있습니다")
        advice = Both(f"{_INSTALL}rtpengine-daemon", f"{_INSTALL}rtpengine-daemon 설치")
        yield bad("calls", words, advice) if wanted else ok("calls", words)
    elif not wanted:
        words = Both("rtpengine is there; TOWNLINE_SIP_LISTEN is not set", "rtpengine 있음, TOWNLINE_SIP_LISTEN 설정 안 함")
        yield ok("calls", words)
    else:
        yield from _line()


def _line() -> Iterator[Finding]:
    try:
        given = options.read(os.environ)
        engine.read_ports(os.environ.get("TOWNLINE_RTP_PORTS") or engine.DEFAULT_PORTS)
    except (options.OptionsUnusable, engine.PortsUnusable) as error:
        yield bad("calls", str(error), Both("correct it with townline config", "townline config로 고쳐 주세요"))
        return
    dialled = ", ".join(trunk.name for trunk in given.trunks if trunk.dial)
    count = len(given.trunks)
    words = Both(f"trunks that may call: {count}; owners are called by {dialled}", f"수신 회선 {count}개, 차주에게 거는 회선 {dialled}")
    yield ok("calls", words)


def check_prompts(home: Path) -> Iterator[Finding]:
    """Look whether prompts can be made into sound."""
    if engine.program() is None:
        return
    recorded = home / "prompts" / "recorded"
    if prompts.can_speak() or recorded.is_dir():
        yield ok("prompts", Both("voice prompts are ready", "음성 안내를 만들 수 있습니다"))
    else:
        words = Both("espeak-ng is not installed: calls connect in silence", "espeak-ng가 없어 안내 음성 없이 연결됩니다")
        advice = Both(f"{_INSTALL}espeak-ng sox, or put recordings into {recorded}", f"{_INSTALL}espeak-ng sox 설치, 또는 {recorded}에 녹음 파일 넣기")
        yield warn("prompts", words, advice)


CALLING = (check_calls, check_prompts)
