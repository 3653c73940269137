"""``townline run``: everything one machine needs, on one port, until SIGTERM."""

import asyncio
import contextlib
import fcntl
import logging
import os
import secrets
import signal
import socket
import sys
from argparse import Namespace
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from townline.platform.core import logs
from townline.platform.core.commands import CannotStart
from townline.platform.core.sockets import socket_folder
from townline.platform.postgres import EmbeddedPostgres, answers, environment, stamp
from townline.platform.processes.children import Situation, required_children
from townline.platform.processes.supervisor import Supervisor, on_signals
from townline.platform.processes.watch import Work, keep_database, unending, wait_until_served
from townline.platform.web import page_files

log = logging.getLogger(__name__)


def run(options: Namespace, *, calls: Callable[[Path], bool]) -> int:
    """Run until SIGTERM or SIGINT; return the exit code.

    ``calls`` is given the folder of the sockets, makes ready what calls need, and says whether
    they are on.
    """
    if options.json_logs:
        os.environ["TOWNLINE_LOGS"] = "json"
    if not page_files.current():
        raise CannotStart("the files of the pages are not those of this version: run make setup")
    # Without a home it is the checkout's own, to try things: never the one that units serve.
    own = None if "TOWNLINE_HOME" in os.environ else environment.DEFAULT_HOME
    home = environment.use_home(options.home or own)
    lines = logs.configure("run")
    options.host = options.host or os.environ.get("TOWNLINE_HOST") or "127.0.0.1"
    options.port = options.port or int(os.environ.get("TOWNLINE_PORT") or "8000")
    with _only_one(home):
        _check_port(options.host, options.port)
        situation = _describe(home, options, calls)
        if "TOWNLINE_DATABASE_URL" not in os.environ:
            log.info("starting the database")
        with environment.database(home) as server:
            return asyncio.run(_run(situation, server, lines))


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    with (home / "run.lock").open("a+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(
                f"Townline runs already with the home {home}; stop it or use another --home"
            ) from None
        yield


def _check_port(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        words = f"port {port} of {host} cannot be used ({error.strerror}); choose another --port"
        raise CannotStart(words) from error


def _describe(home: Path, options: Namespace, calls: Callable[[Path], bool]) -> Situation:
    """Write what the processes must know into the environment, and sum it up."""
    folder = socket_folder(home)
    simulated = options.demo and not os.environ.get("TOWNLINE_SMPP_URL")
    os.environ.pop("TOWNLINE_DEMO_PHONE", None)
    if simulated:
        os.environ["TOWNLINE_SMPP_URL"] = _demo_link()
        os.environ["TOWNLINE_SIMULATOR_SOCKET"] = str(folder / "simulator.sock")
        os.environ["TOWNLINE_DEMO_PHONE"] = _demo_phone(_here(options.host), options.port)
    os.environ["TOWNLINE_LANGUAGE_SOCKET"] = str(folder / "language.sock")
    os.environ["TOWNLINE_DEMO"] = "1" if options.demo else ""
    os.environ["TOWNLINE_WEB_SOCKET"] = str(_pages_socket(folder))
    os.environ["TOWNLINE_HOST"], os.environ["TOWNLINE_PORT"] = options.host, str(options.port)
    if options.demo:
        set_public_url()
    url = os.environ.get("TOWNLINE_SMPP_URL", "")
    called = calls(folder)
    return Situation(
        demo=options.demo,
        simulated=simulated,
        smpp_url=url,
        calls=called,
        media=called and bool(os.environ.get("TOWNLINE_RTPENGINE_OURS")),
        telephones=bool(os.environ.get("TOWNLINE_DEMO_CALLS")),
    )


def _pages_socket(folder: Path) -> Path:
    """Name the pages' socket anew for each run; its presence means that pages are served.

    A web process whose supervisor was killed may still be stopping. It removes its socket by
    name at the end, and must not take that of the run after it.
    """
    for left in folder.glob("web-*.sock*"):
        left.unlink(missing_ok=True)
    return folder / f"web-{os.getpid()}.sock"


def _demo_link() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # SMPP passwords have at most 8 characters.
    return f"smpp://demo:{secrets.token_hex(4)}@127.0.0.1:{port}"


def _demo_phone(here: str, port: int) -> str:
    """Name the phone by which handsets send photos, and its key for this run."""
    key = secrets.token_urlsafe(24)
    return f"http://demo-phone:{key}@{here}:{port}/hooks/android/demo-phone/"


def _here(host: str) -> str:
    """Give how this machine reaches what listens on ``host``."""
    plain = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 -- compared only
    return plain.get(host, f"[{host}]" if ":" in host else host)


async def _run(situation: Situation, server: EmbeddedPostgres | None, lines: logs.Lines) -> int:
    supervisor = Supervisor(required_children(situation), os.environ, lines)
    on_signals(supervisor.stop)
    code = 0 if stamp.is_current() else await _prepare(supervisor.stopping)
    if code != 0 and not supervisor.stopping.is_set():
        log.error(
            "not started: the home %s could not be prepared; the lines above say why",
            os.environ["TOWNLINE_HOME"],
        )
    if code != 0 or supervisor.stopping.is_set():
        return code
    guards = [partial(_keep_working, supervisor)]
    if server is not None:
        guards.append(partial(keep_database, server))
    helpers = [asyncio.create_task(one) for one in (_announce(), *map(unending, guards))]
    try:
        await supervisor.run()
    finally:
        for helper in helpers:
            helper.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)
    log.info("stopped")
    return 0


async def _prepare(stopping: asyncio.Event) -> int:
    # A process of its own: the supervisor stays small by never loading Django.
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "townline", "prepare"), stdin=DEVNULL, stdout=sys.stderr
    )
    stop = asyncio.create_task(stopping.wait())
    work = asyncio.create_task(process.wait())
    await asyncio.wait({stop, work}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    if not work.done():
        _interrupt(process)
    return await work


def _interrupt(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)


def _url() -> str:
    return f"http://{_here(os.environ['TOWNLINE_HOST'])}:{os.environ['TOWNLINE_PORT']}"


def _shown_url() -> str:
    """Give the address to open. By a name where there is one: passkeys do not work by number."""
    return _url().replace("//127.0.0.1:", "//localhost:")


def set_public_url() -> None:
    """Let links begin with the address that ``run`` prints, where the office has set none."""
    if not any(os.environ.get(f"TOWNLINE_{name}") for name in ("PUBLIC_URL", "ORIGINS")):
        os.environ["TOWNLINE_PUBLIC_URL"] = _shown_url()


async def _keep_working(supervisor: Supervisor) -> None:
    dsn = os.environ["TOWNLINE_DATABASE_URL"]
    await Work(supervisor, _url(), lambda: answers(dsn)).keep()


async def _announce() -> None:
    await wait_until_served(_url(), Path(os.environ["TOWNLINE_WEB_SOCKET"]))
    print(f"ready {_shown_url()}", flush=True)  # noqa: T201 -- scripts wait for this line
