"""A whole Townline in processes of its own, as a person starts it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.maps import FOLDER
from townline.config.processes.children import CHILDREN
from townline.platform.core import clock
from townline.platform.departments import one_time
from townline.platform.postgres import EmbeddedPostgres

START_SECONDS = 60
STOP_SECONDS = 60
# Some wait until pages are served; this one begins last.
LAST = CHILDREN[-1].name


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    # The test run's own home and database are not this one's.
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("TOWNLINE_")
    }
    # The map of the tests (tests/maps.py), so that no house draws one of its own.
    return inherited | {"TOWNLINE_MAPS": str(FOLDER)}


class House:
    """``start`` returns when all its processes run; the log lines go to ``home``/log.

    Without options it is no demo and loads the sample district.

    ``variables`` are those of docs/install/configuration.md, such as ``TOWNLINE_CONFIRM_HOLD``.
    """

    def __init__(self, home: Path, **variables: str) -> None:
        self.home = home
        self._variables = variables
        self.url = ""
        self._process: subprocess.Popen[str] | None = None

    def _environment(self) -> dict[str, str]:
        return _environment() | self._variables

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self._process is not None
        return self._process

    def start(self, *options: str) -> None:
        had = len(self.pids(LAST))
        command = [sys.executable, "-m", "townline", "run", "--home", str(self.home)]
        command += ["--port", str(free_port()), *(options or ["--no-demo"])]
        with (self.home / "log").open("a") as log:
            self._process = subprocess.Popen(  # noqa: S603 -- our own command
                command,
                stdout=subprocess.PIPE,
                stderr=log,
                env={"TOWNLINE_SAMPLE": "" if options else "1"} | self._environment(),
                text=True,
            )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("ready http://localhost:"), self.log()
        # By its number: connections are told apart by it.
        self.url = line.split()[1].replace("localhost", "127.0.0.1")
        end = time.monotonic() + START_SECONDS
        while len(self.pids(LAST)) == had:
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Stop it and return the exit code; nothing more was printed than the address."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=STOP_SECONDS)
        assert rest == ""
        return self.process.returncode

    def log(self) -> str:
        log = self.home / "log"
        return log.read_text() if log.exists() else ""

    def pids(self, name: str) -> list[int]:
        """Every process id the child of this name has had, oldest first."""
        return [int(pid) for pid in re.findall(rf" {name} started \(pid (\d+)\)", self.log())]

    def command(self, *arguments: str, words: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, "-m", "townline", *arguments, "--home", str(self.home)],
            input=words,
            capture_output=True,
            text=True,
            check=False,
            env=self._environment(),
        )

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, trust_env=False, timeout=30)

    def until_ready(self, client: httpx.Client) -> None:
        """Wait until the first job has run: pages are served some seconds before."""
        end = time.monotonic() + START_SECONDS
        while client.get("/readyz").status_code != httpx.codes.OK:
            assert time.monotonic() < end, self.log()
            time.sleep(0.1)

    def dsn(self) -> str:
        return EmbeddedPostgres(self.home).dsn


def sign_in(client: httpx.Client, username: str, password: str) -> None:
    """Sign in as a browser does, with an app set up; the cookie stays in the client."""
    client.get("/sign-in/")
    answer = _post(client, "/sign-in/", username=username, password=password, next="/")
    assert answer.status_code == 302, answer.text
    page = client.get("/my/sign-in/app/").text
    secret = "".join(re.findall(r"[A-Z2-7]+", page.partition('class="tl-secret">')[2][:60]))[:32]
    code = one_time.code_of(secret, one_time.step_of(clock.now()))
    answer = _post(client, "/my/sign-in/app/", code=code, next="/")
    assert "tl-codes" in answer.text, answer.text


def _post(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    return client.post(path, data=fields | {"csrfmiddlewaretoken": client.cookies["csrftoken"]})
