"""An office as a person runs it: the real program in a home of its own."""

import contextlib
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from tests import tables
from tests.kill import processes
from townline.platform.postgres import Binaries, EmbeddedPostgres, bundled_binaries, on_machine

ROOT = Path(__file__).resolve().parents[2]
DISTRICT = ROOT / "townline" / "data" / "districts" / "demo"
LINE_NUMBER = "0200000100"
START_SECONDS = 180  # a limit to end a test that fails: four lanes share two processors
STOP_SECONDS = 15
_PORT_IN_USE = 2  # exit code while the old processes still hold the port


class Office:
    def __init__(self, home: Path, smpp_url: str) -> None:
        self.home = home
        self.log = home / "run.log"
        self.log.touch()  # read when a command before the start fails
        self.binaries = _binaries()
        self.database_version = self.binaries.version
        self.server = EmbeddedPostgres(home, self.binaries)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        environment = {key: v for key, v in os.environ.items() if not key.startswith("TOWNLINE_")}
        self.environment = environment | {
            "TOWNLINE_HOME": str(home),
            "TOWNLINE_SMPP_URL": smpp_url,
            "TOWNLINE_LINE_NUMBER": LINE_NUMBER,
            "TOWNLINE_CONFIRM_HOLD": "PT1S",
        }
        self._process: subprocess.Popen[str] | None = None

    @property
    def supervisor(self) -> int:
        return self._process.pid if self._process else 0

    def command(self, *words: str, given: str = "") -> str:
        """Run ``townline WORDS…`` and return what it printed."""
        done = subprocess.run(  # noqa: S603 -- our own command line
            [sys.executable, "-m", "townline", *words],
            cwd=ROOT,
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"townline {words}: {done.stderr}"
        return done.stdout.strip()

    def prepare(self, tokens: int) -> list[str]:
        """Load the district with its people, and return tokens of the mayor that may confirm."""
        tables.lay(self.home, self.binaries)
        self.server.ensure()  # once for all the commands
        try:
            self.command("district", "load", str(DISTRICT))
            words = ("token", "mayor", "--scopes", "cases:read,cases:write,cases:confirm")
            with ThreadPoolExecutor(tokens) as pool:
                return [
                    made.result()
                    for made in [pool.submit(self.command, *words) for _ in range(tokens)]
                ]
        finally:
            self.server.stop()

    def start(self) -> None:
        """Start, and return when it serves."""
        deadline = time.monotonic() + START_SECONDS
        while not self._started():
            assert time.monotonic() < deadline, f"it did not start:\n{self.log_end()}"
            time.sleep(0.2)

    def _started(self) -> bool:
        with self.log.open("a") as log:
            process = subprocess.Popen(  # noqa: S603 -- our own command line
                [sys.executable, "-m", "townline", "run", "--no-demo", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert process.stdout is not None
        first_line = _first_line(process.stdout)
        if first_line == f"ready http://localhost:{self.port}\n":
            self._process = process
            return True
        process.stdout.close()
        process.terminate()
        code = process.wait(STOP_SECONDS)
        assert code == _PORT_IN_USE, f"ended with {code}, saying {first_line!r}:\n{self.log_end()}"
        return False

    def kill(self) -> None:
        """Kill the supervisor with -9; what it had started must end by itself."""
        assert self._process is not None
        self._process.kill()
        self._gone()

    def stop(self) -> int:
        """Stop in good order; return the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._gone()

    def _gone(self) -> int:
        assert self._process is not None
        code = self._process.wait(STOP_SECONDS)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None
        return code

    def clean_up(self) -> None:
        """Leave nothing running, whatever happened."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.stop()
        if self._process is not None:
            self.kill()
        for process in processes.database(self.server.places.data):
            process.kill()

    def errors(self, most: int = 200) -> list[str]:
        """Give the last lines of the log that tell of a fault."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if " error: " in line][-most:]

    def log_end(self, lines: int = 60) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _first_line(output: IO[str]) -> str:
    """Read a line; none within the patience reads as "", as it does when the output ends."""
    return output.readline() if select.select([output], [], [], START_SECONDS)[0] else ""


def _binaries() -> Binaries:
    wanted = os.environ.get("TOWNLINE_TEST_PG")
    found = on_machine(int(wanted)) if wanted else bundled_binaries()
    assert found is not None, f"PostgreSQL {wanted} is not installed on this machine"
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def running(home: Path, smpp_url: str) -> Iterator[Office]:
    office = Office(home, smpp_url)
    try:
        yield office
    except BaseException:
        print("\n".join([*office.errors()[-20:], office.log_end()]))  # noqa: T201 -- shown when the test fails
        raise
    finally:
        office.clean_up()
