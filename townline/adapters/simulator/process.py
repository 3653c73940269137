"""The process ``simulator``: a network on a TCP port, and its phones on a Unix socket."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import uvicorn

from townline.adapters.simulator.network import log
from townline.adapters.simulator.network.database import open_database
from townline.adapters.simulator.network.exchange import Exchange
from townline.adapters.simulator.page import app
from townline.adapters.simulator.page.pages import Pages
from townline.adapters.simulator.photo_calls.courier import Courier
from townline.adapters.simulator.photo_calls.gateway_phone import PhotoEndpoint
from townline.adapters.simulator.smpp.session import Credentials
from townline.adapters.simulator.smpp.switchboard import Switchboard
from townline.platform.core.paths import DEMO
from townline.platform.core.sockets import claim_socket
from townline.platform.core.text import msisdn

_DEMO = DEMO / "district.json"


class OptionsUnusable(ValueError):
    """A variable of the environment is missing or wrong; the words say which and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the simulator is told: where to listen, whom to let in, whose line it plays.

    ``line`` is the town hall's number in E.164; ``district`` its name by language. Without a
    ``door`` no photos can be sent.
    """

    home: Path
    socket: Path
    host: str
    port: int
    system_id: str
    password: str
    line: str
    district: dict[str, str]
    time_zone: str
    hosts: tuple[str, ...]
    door: PhotoEndpoint | None = None


def from_environ(environ: Mapping[str, str]) -> Options:
    """Read the variables of docs/install/configuration.md. Raises OptionsUnusable."""
    link = urlsplit(_need(environ, "TOWNLINE_SMPP_URL").split(",")[0].strip())
    if link.scheme != "smpp" or not link.hostname or not link.port or not link.username:
        # The value holds a password, so it is not repeated here.
        raise OptionsUnusable(
            "TOWNLINE_SMPP_URL: the simulator needs smpp://system_id:password@host:port"
        )
    district = json.loads(_DEMO.read_text(encoding="utf-8"))
    home = Path(_need(environ, "TOWNLINE_HOME"))
    return Options(
        home=home,
        socket=Path(environ.get("TOWNLINE_SIMULATOR_SOCKET") or home / "simulator.sock"),
        host=link.hostname,
        port=link.port,
        system_id=unquote(link.username),
        password=unquote(link.password or ""),
        line=msisdn.parse(environ.get("TOWNLINE_LINE_NUMBER") or district["line_number"]).value,
        district=district["name"],
        time_zone=district["time_zone"],
        hosts=tuple(environ.get("TOWNLINE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
        door=PhotoEndpoint.of(environ.get("TOWNLINE_DEMO_PHONE", "")),
    )


def _need(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    if not value:
        raise OptionsUnusable(f"{name} is not set; the simulator cannot start without it")
    return value


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to this process, which has the links to close as well.
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        log.log_event("phones open")


def main() -> None:
    """Run until SIGTERM or SIGINT. Exits 2 with plain words when it cannot start."""
    log.set_up()
    try:
        asyncio.run(_run(from_environ(os.environ)))
    except (OptionsUnusable, OSError) as error:
        log.log_event(f"cannot start: {error}")
        sys.exit(2)


async def _run(given: Options) -> None:
    db = open_database(given.home / "simulator.db")
    exchange = Exchange(db, line=given.line)
    courier = _courier(given, exchange)
    switchboard = Switchboard(exchange, Credentials(given.system_id, given.password))
    server = _server(given, exchange)
    try:
        await switchboard.open(given.host, given.port)
        _on_signals(server, exchange)
        log.log_event("listening", port=given.port)
        await server.serve()
    finally:
        if courier:
            courier.cancel()
        exchange.stop()
        await switchboard.close()
        db.close()
    log.log_event("stopped")


def _courier(given: Options, exchange: Exchange) -> asyncio.Task[None] | None:
    if given.door is None:
        return None
    # The pages answer to the office's own names only, whatever the loopback's name is.
    host = given.hosts[0].lstrip(".").replace("*", "")
    return asyncio.create_task(Courier(exchange, given.door, host=host).run())


def _server(given: Options, exchange: Exchange) -> uvicorn.Server:
    given.socket.parent.mkdir(parents=True, exist_ok=True)
    pages = Pages(
        exchange, given.district, ZoneInfo(given.time_zone), takes_photos=given.door is not None
    )
    return _Server(
        uvicorn.Config(
            app.build(pages, given.hosts),
            uds=str(claim_socket(given.socket)),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )


def _on_signals(server: uvicorn.Server, exchange: Exchange) -> None:
    def stop() -> None:
        server.should_exit = True
        exchange.stop()  # ends the live updates, which would keep the server waiting

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)
