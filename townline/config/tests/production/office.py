"""An office as ``deploy-config`` sets it up: a database server, a home with an owner, units."""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests import homes, tables
from townline.config import cli
from townline.platform.postgres import EmbeddedPostgres
from townline.platform.postgres.configuration import writing

_PLACE = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


@dataclass
class Office:
    """``folder`` holds all: ``home``, ``etc`` (the units' variables), ``out``, ``run``."""

    folder: Path
    url: str
    owner: int
    become: dict[str, Any] = field(default_factory=dict)
    loaded: str = ""

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def files(self) -> Path:
        """A folder that everybody may read."""
        return self.folder / "files"

    @property
    def config(self) -> Path:
        return self.folder / "etc"

    def environment(self, **more: str) -> dict[str, str]:
        inherited = {name: v for name, v in os.environ.items() if not name.startswith("TOWNLINE_")}
        return inherited | {"TOWNLINE_CONFIG_DIR": str(self.config)} | more

    def command(
        self, *words: str, given: str = "", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as the person at the server does: as root, where the tests are root."""
        return subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, "-m", "townline", *words],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            env=self.environment(**variables),
            cwd=self.folder / "work",
        )

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the office's own database."""
        with psycopg.connect(self.url) as link:
            link.execute("SET search_path = handeul")
            return link.execute(query.encode()).fetchall()

    def check_untouched(self) -> None:
        """Nothing was made beside the office's database, and all in the home is its owner's."""
        assert not (self.home / "database").exists()
        assert not (self.home / "database.json").exists()
        strangers = [
            p for p in (self.home, *self.home.rglob("*")) if p.lstat().st_uid != self.owner
        ]
        assert strangers == []

    def deploy(self, *options: str) -> None:
        """Write the files, and put the variables where the units read them, filled in."""
        words = ["deploy-config", "--host", "localhost", "--out", str(self.folder / "out")]
        words += ["--home", str(self.home), "--config-dir", str(self.config)]
        words += ["--backups", str(self.folder / "backups"), *options]
        assert cli.main(words) == 0
        text = (self.folder / "out" / "handeul.toml").read_text()
        filled = writing.with_value(text, "database.url", self.url)
        self.write_settings(filled.replace("/run/townline", str(self.folder / "run")))

    def write_settings(self, text: str) -> None:
        self.config.mkdir(exist_ok=True)
        path = self.config / "handeul.toml"
        path.write_text(text)
        path.chmod(0o640)
        if os.geteuid() == 0:
            os.chown(path, 0, self.become.get("group", 0))

    def unit(self, name: str, instance: str = "") -> tuple[list[str], dict[str, str]]:
        """Give what a unit starts and with which variables, as systemd would."""
        text = (self.folder / "out" / "systemd" / name).read_text()
        text = text.replace("%i", instance).replace("/run/townline", str(self.folder / "run"))
        lines = _PLACE.findall(text)
        given = [word for key, value in lines if key == "Environment" for word in value.split()]
        own = dict(word.split("=", 1) for word in given)
        (start,) = (value for key, value in lines if key == "ExecStart")
        return shlex.split(start), own


@contextlib.contextmanager
def office() -> Iterator[Office]:
    """Have an office with a database server of its own, its tables made, before ``prepare``."""
    with homes.home("tl-office-", homes.SHORT) as folder, _server(folder / "server") as server:
        made = Office(folder, server.dsn, server.places.account.uid)
        if server.places.account.switch:
            account = server.places.account
            made.become = {"user": account.uid, "group": account.gid, "extra_groups": []}
        for name in ("home", "run", "backups", "work"):
            (folder / name).mkdir(mode=0o750)
        made.files.mkdir()
        shutil.copy(folder / "server" / "keys.json", made.home)
        for path in (folder / "home", folder / "run", folder / "backups", *made.home.iterdir()):
            os.chown(path, made.owner, -1)
        yield made


@contextlib.contextmanager
def _server(home: Path) -> Iterator[EmbeddedPostgres]:
    home.mkdir()
    tables.lay(home)
    server = EmbeddedPostgres(home)
    server.ensure()
    subprocess.run(  # noqa: S603 -- our own program: nothing where the tables were laid
        [sys.executable, "-m", "townline", "migrate", "--home", str(home)], check=True,
        env={name: v for name, v in os.environ.items() if not name.startswith("TOWNLINE_")},
    )  # fmt: skip
    try:
        yield server
    finally:
        server.stop()
