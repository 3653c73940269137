"""What ``townline run`` makes ready for calls: rtpengine's control, and in a demo a network."""

import logging
import os
import secrets
import socket
from contextlib import ExitStack, suppress
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse

from townline.adapters.sip.stack.media import engine
from townline.platform.core.commands import CannotStart

log = logging.getLogger(__name__)
_FIRST, _LAST, _TRIES = 20_000, 29_998, 200

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
    if wanted:
        _check()
    if engine.address(os.environ) is None:
        if engine.program() is None:
            log.warning(MISSING)
            return False
        os.environ["TOWNLINE_RTPENGINE"] = f"127.0.0.1:{free_pair()}"
        os.environ["TOWNLINE_RTPENGINE_OURS"] = "1"
    if not wanted:
        _pretend(folder)
    return True


def _check() -> None:
    """Refuse to start with variables that no process could use. Raises CannotStart."""
    from townline.adapters.sip.stack import options  # noqa: PLC0415 -- not needed where calls are off

    try:
        engine.read_ports(os.environ.get("TOWNLINE_RTP_PORTS") or engine.DEFAULT_PORTS)
        options.read(os.environ)
    except (engine.PortsUnusable, options.OptionsUnusable) as error:
        raise CannotStart(str(error)) from error


def _pretend(folder: Path) -> None:
    """Let the demo's telephones be the only network there is."""
    listen, network = _free(socket.SOCK_DGRAM), _free(socket.SOCK_DGRAM)
    os.environ["TOWNLINE_SIP_LISTEN"] = f"udp:127.0.0.1:{listen}"
    os.environ["TOWNLINE_SIP_TRUNKS"] = f"sip:127.0.0.1:{network}"
    os.environ["TOWNLINE_DEMO_CALLS"] = str(folder / "telephones.sock")


def free_pair() -> int:
    """Give a UDP port whose next number is free for TCP, on loopback.

    Not from where the system gives ports by chance: one could be taken before rtpengine starts.
    """
    for _ in range(_TRIES):
        port = secrets.randbelow(_LAST - _FIRST) + _FIRST
        with ExitStack() as held, suppress(OSError):
            held.enter_context(socket.socket(type=socket.SOCK_DGRAM)).bind(("127.0.0.1", port))
            held.enter_context(socket.socket()).bind(("127.0.0.1", port + 1))
            return port
    raise CannotStart("no port is free for rtpengine's control between 20000 and 29999")


def _free(kind: socket.SocketKind) -> int:
    with socket.socket(type=kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# What stands in the place of the demo's telephones where calls are off.

_INSTALL = "apt-get install --no-install-recommends rtpengine-daemon espeak-ng sox"
_WORDS = {
    "ko": (
        "전화 기능이 꺼져 있습니다",
        (
            "이 서버에는 전화 소리를 나르는 rtpengine이 없습니다. "
            "문자와 QR 페이지는 그대로 됩니다. "
            "관리자 권한으로 아래 명령을 실행한 뒤 다시 시작하세요."
        ),
    ),
    "en": (
        "Calls are off",
        (
            "This server has no rtpengine, which carries the sound of calls. Texts and the QR page "
            "work as always. As root, run this and start again:"
        ),
    ),
}


async def calls_off(request: Request) -> HTMLResponse:
    """Say why there are no telephones, and how to get them."""
    english = "en" in request.headers.get("accept-language", "").lower()[:2]
    language = "en" if english else "ko"
    title, words = _WORDS[language]
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1><p>{words}</p><p><code>{_INSTALL}</code></p>"
        '<p><a href="/">Townline</a></p></main></body></html>'
    )
    headers = {"Content-Security-Policy": "default-src 'none'", "Cache-Control": "no-store"}
    return HTMLResponse(page, headers=headers)
