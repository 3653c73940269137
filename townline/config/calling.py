"""What ``townline run`` makes ready for calls: rtpengine's control, and in a demo a network."""

import logging
import os
import socket
from contextlib import ExitStack, suppress
from pathlib import Path

from townline.adapters.sip.media import engine

log = logging.getLogger(__name__)

MISSING = (
    "calls are off: rtpengine is not installed (Debian: apt-get install --no-install-recommends "
    "rtpengine-daemon espeak-ng sox, then start again)"
)


def prepare(folder: Path, *, demo: bool) -> bool:
    """Name in the environment what the calls' processes need; say whether calls are on."""
    for name in ("TOWNLINE_DEMO_CALLS", "TOWNLINE_RTPENGINE_OURS"):
        os.environ.pop(name, None)
    wanted = bool(os.environ.get("TOWNLINE_SIP_LISTEN"))
    if not wanted and not demo:
        return False
    if engine.address(os.environ) is None:
        if engine.program() is None:
            log.warning(MISSING)
            return False
        os.environ["TOWNLINE_RTPENGINE"] = f"127.0.0.1:{free_pair()}"
        os.environ["TOWNLINE_RTPENGINE_OURS"] = "1"
    if not wanted:
        _pretend(folder)
    return True


def _pretend(folder: Path) -> None:
    """Let the demo's telephones be the only network there is."""
    listen, network = _free(socket.SOCK_DGRAM), _free(socket.SOCK_DGRAM)
    os.environ["TOWNLINE_SIP_LISTEN"] = f"udp:127.0.0.1:{listen}"
    os.environ["TOWNLINE_SIP_TRUNKS"] = f"sip:127.0.0.1:{network}"
    os.environ["TOWNLINE_DEMO_CALLS"] = str(folder / "telephones.sock")


def free_pair() -> int:
    """Give a UDP port whose next number is free for TCP, on loopback."""
    while True:
        with ExitStack() as held, suppress(OSError, OverflowError):
            udp = held.enter_context(socket.socket(type=socket.SOCK_DGRAM))
            udp.bind(("127.0.0.1", 0))
            port = int(udp.getsockname()[1])
            tcp = held.enter_context(socket.socket(type=socket.SOCK_STREAM))
            tcp.bind(("127.0.0.1", port + 1))
            return port


def _free(kind: socket.SocketKind) -> int:
    with socket.socket(type=kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
