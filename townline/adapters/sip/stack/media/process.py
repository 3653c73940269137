"""The process ``media``: becomes rtpengine. Nothing of ours stays in it."""

import os
import signal
import sys

from townline.adapters.sip.stack.media import engine


def main() -> None:
    """Run rtpengine in this process's place. Exits 2 with plain words when it cannot."""
    if not os.environ.get("TOWNLINE_SIP_LISTEN"):
        # Calls are off. A unit that ends at once would be started again and again.
        signal.sigwait({signal.SIGTERM, signal.SIGINT})
        return
    found, control = engine.program(), engine.address(os.environ)
    if found is None:
        _refuse("rtpengine is not installed; on Debian: apt-get install rtpengine-daemon")
    elif control is None:
        _refuse("TOWNLINE_RTPENGINE is not set (HOST:PORT of its control)")
    else:
        try:
            ports = engine.read_ports(os.environ.get("TOWNLINE_RTP_PORTS") or engine.DEFAULT_PORTS)
        except engine.PortsUnusable as error:
            _refuse(str(error))
        own = engine.interface(os.environ)
        words = engine.command(found, control=control, ports=ports, own=own)
        # It needs none of what is in our environment, which holds the database's password.
        os.execve(words[0], words, {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})  # noqa: S606 -- a program of the system


def _refuse(words: str) -> None:
    sys.stderr.write(f"media: {words}\n")
    raise SystemExit(2)
