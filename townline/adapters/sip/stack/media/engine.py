"""Finds rtpengine, and the command that starts it for one machine."""

import os
import re
import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_PORTS: Final = "30000-39999"
# Two for the menu, two for the owner's phone, for each of both parties.
_FEWEST_PORTS: Final = 40
# A held call sends nothing for long; a call whose both ends vanished is freed by these at last.
_QUIET_SECONDS: Final = 900
_HELD_SECONDS: Final = 3 * 3600
_LONGEST_SECONDS: Final = 5 * 3600
_EVERYWHERE: Final = {"", "0.0.0.0", "::"}  # noqa: S104 -- compared only
_WARNINGS: Final = 4  # a notice could name addresses; no level names telephone numbers


class PortsUnusable(ValueError):
    """TOWNLINE_RTP_PORTS is wrong; the words say how it is written."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The UDP ports of sound, both included."""

    first: int
    last: int


def read_ports(text: str) -> Ports:
    """Read ``30000-39999``. Raises PortsUnusable."""
    match = re.fullmatch(r"\s*(\d{1,5})\s*-\s*(\d{1,5})\s*", text)
    ports = Ports(int(match[1]), int(match[2])) if match else Ports(0, 0)
    wide = ports.last - ports.first + 1 >= _FEWEST_PORTS
    if ports.first < 1024 or ports.last > 65535 or not wide:  # noqa: PLR2004 -- ports anybody may open
        raise PortsUnusable(
            f"TOWNLINE_RTP_PORTS={text!r} cannot be used: two numbers from 1024 to 65535, at "
            f"least {_FEWEST_PORTS} ports, like {DEFAULT_PORTS}"
        )
    return ports


def program() -> Path | None:
    """Find rtpengine on the path, or where an administrator's tools lie; None without it."""
    found = shutil.which("rtpengine") or shutil.which("rtpengine", path="/usr/bin:/usr/sbin")
    return Path(found) if found else None


def address(environ: Mapping[str, str]) -> tuple[str, int] | None:
    """Give where rtpengine's control listens (TOWNLINE_RTPENGINE), None if that is not said."""
    host, _, port = environ.get("TOWNLINE_RTPENGINE", "").rpartition(":")
    return (host, int(port)) if host and re.fullmatch(r"\d{1,5}", port) else None


def interface(environ: Mapping[str, str]) -> str:
    """Give the address sound is sent from: TOWNLINE_RTP_ADDRESS, else where SIP listens."""
    rtp_address = environ.get("TOWNLINE_RTP_ADDRESS", "")
    first = environ.get("TOWNLINE_SIP_LISTEN", "").split(",")[0]
    host = first.partition(":")[2].rpartition(":")[0].strip("[]")
    return rtp_address or (_outward() if host in _EVERYWHERE else host) or "127.0.0.1"


def _outward() -> str:
    """Give the address of this machine that faces the world: no packet is sent to learn it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def command(found: Path, *, control: tuple[str, int], ports: Ports, own: str) -> list[str]:
    """Give the command that runs rtpengine in the foreground, without the kernel's table.

    The machine's own configuration is not read: it opens ports that a second one could not.
    Its cache of decoded files (--player-cache) stays off: in 12.5 the thread that fills it reads a
    file that a stop has just closed, and takes the whole process with it.
    ``own`` is the address that sound is sent from and announced under.
    """
    host, port = control
    return [
        str(found), "--config-file=none", "--foreground", "--log-stderr", "--table=-1",
        f"--log-level={_WARNINGS}", "--no-log-timestamps", f"--interface={own}",
        f"--listen-ng={host}:{port}",
        f"--listen-tcp-ng={host}:{port + 1}", "--dtmf-log-ng-tcp",
        f"--port-min={ports.first}", f"--port-max={ports.last}", "--delete-delay=0",
        f"--timeout={_QUIET_SECONDS}", f"--silent-timeout={_HELD_SECONDS}",
        f"--final-timeout={_LONGEST_SECONDS}", "--offer-timeout=300",
        f"--num-threads={max(1, (os.cpu_count() or 2) // 2)}", "--media-num-threads=1",
    ]  # fmt: skip
