"""``bin/townline`` of a commit, as the one administrator uses it."""

import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tools.compare import tree

PATIENCE = 900  # seconds: for a machine that is busy with other things


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(files: Path, home: Path, clock: dict[str, str]) -> None:
    """Make a home with the demo's history. Raises SystemExit if the program does not."""
    done = command(files, home, "prepare", TOWNLINE_DEMO="1", **clock)
    if done.returncode:
        raise SystemExit(f"compare: townline prepare: {done.stderr[-3000:]}")


def command(
    files: Path, home: Path, *words: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run one command of the program, in its home."""
    return subprocess.run(  # noqa: S603 -- our own command
        [str(files / "bin" / "townline"), *words],
        cwd=files,
        env=tree.environment(files, TOWNLINE_HOME=str(home), **variables),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
    )


@dataclass
class House:
    """A running Townline; ``url`` is known after ``start``."""

    files: Path
    home: Path
    variables: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; return when pages are served and jobs are done."""
        words = ("run", "--home", str(self.home), "--port", str(self.port), "--demo")
        self._log = (self.home / "run.log").open("w")
        self._process = subprocess.Popen(  # noqa: S603 -- our own command
            [str(self.files / "bin" / "townline"), *words],
            cwd=self.files,
            env=tree.environment(self.files, TOWNLINE_CONFIRM_HOLD="PT2S", **self.variables),
            stdout=subprocess.PIPE,
            stderr=self._log,
            stdin=subprocess.DEVNULL,
        )
        if self._process.stdout is None or not self._process.stdout.readline():
            raise SystemExit("compare: townline run: " + self.log()[-3000:])
        self._until_ready()

    def _until_ready(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._works():
            if time.monotonic() > end:
                raise SystemExit("compare: it did not get ready: " + self.log()[-3000:])
            time.sleep(0.2)

    def _works(self) -> bool:
        return httpx.get(self.url + "/readyz", trust_env=False).status_code == httpx.codes.OK

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return command(self.files, self.home, *words, **self.variables)

    def log(self) -> str:
        return (self.home / "run.log").read_text()

    def stop(self) -> int:
        """Stop it as an administrator does; give the exit code."""
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(PATIENCE)
        self._log.close()
        return code
