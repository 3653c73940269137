"""Calls: whether what they need is there, and the variables are written as they must be."""

import os
from collections.abc import Iterator
from pathlib import Path

from townline.adapters.sip.stack import options
from townline.adapters.sip.stack.media import engine, prompts
from townline.config.checks.finding import Finding, bad, ok, warn

_INSTALL = "apt-get install --no-install-recommends "


def carried(_home: Path) -> Iterator[Finding]:
    """Look whether calls are on, and rtpengine is there to carry them."""
    wanted = os.environ.get("TOWNLINE_SIP_LISTEN", "")
    there = engine.program() is not None or engine.address(os.environ) is not None
    if not there:
        words = "rtpengine is not installed: calls are off"
        advice = f"{_INSTALL}rtpengine-daemon, or leave it: texts and QR pages work without"
        yield bad("calls", words, advice) if wanted else warn("calls", words, advice)
    elif not wanted:
        yield ok("calls", "rtpengine is there; TOWNLINE_SIP_LISTEN is not set")
    else:
        yield from _line()


def _line() -> Iterator[Finding]:
    try:
        given = options.read(os.environ)
        engine.read_ports(os.environ.get("TOWNLINE_RTP_PORTS") or engine.DEFAULT_PORTS)
    except (options.OptionsUnusable, engine.PortsUnusable) as error:
        yield bad("calls", str(error), "correct it; see docs/operations.md, Calls")
        return
    dialled = ", ".join(trunk.name for trunk in given.trunks if trunk.dial)
    yield ok("calls", f"{len(given.trunks)} trunks may call; owners are called by {dialled}")


def spoken(home: Path) -> Iterator[Finding]:
    """Look whether prompts can be made into sound."""
    if engine.program() is None:
        return
    recorded = home / "prompts" / "recorded"
    if prompts.can_speak() or recorded.is_dir():
        yield ok("prompts", "prompts have a voice")
    else:
        advice = f"{_INSTALL}espeak-ng sox, or put recordings into {recorded}"
        yield warn("prompts", "espeak-ng is not installed: calls connect in silence", advice)


CALLING = (carried, spoken)
