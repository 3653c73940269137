"""A bare Debian in a folder, from this machine's own package sources, to try the set-up in."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_WITH = "git,make,ca-certificates"
_APT = Path("/etc/apt")
# What tells the clients of package registries where to look, and whom to trust.
_SETTINGS = ("/etc/ssl/certs", "/usr/local/share/ca-certificates", "/etc/pip.conf")
_OURS = ("TOWNLINE_", "DJANGO_", "PYTEST_", "PYTHON", "VIRTUAL_ENV", "XDG_", "LD_")
# Mounts that are gone with the process.
_ENTER = """
set -e
root=$1; shift
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
exec chroot "$root" "$@"
"""


def codename() -> str:
    """Give the name of this machine's Debian."""
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    named = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    return named["VERSION_CODENAME"]


def make(tar: Path) -> None:
    """Write a minimal Debian with git and make into a tar file."""
    files = filter(_is_about_sources, sorted((_APT / "apt.conf.d").glob("*")))
    options = [f"--aptopt={file}" for file in files]
    command = ["mmdebstrap", "--variant=minbase", f"--include={_WITH}", *options]
    subprocess.run([*command, codename(), tar, *_sources()], check=True)  # noqa: S603 -- Debian's


def _is_about_sources(file: Path) -> bool:
    return "Acquire::" in file.read_text(encoding="utf-8")


def _sources() -> list[Path]:
    """Give the files of package sources that are for this machine's Debian."""
    files = [_APT / "sources.list", *sorted((_APT / "sources.list.d").glob("*"))]
    found = [file for file in files if file.exists() and codename() in file.read_text("utf-8")]
    assert found, "no package source of this machine names its own release"
    return found


class Bare:
    """One bare root with a copy of this checkout at ``/srv/townline``."""

    def __init__(self, tar: Path, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["tar", "-xf", tar, "-C", folder], check=True)  # noqa: S603, S607 -- ours
        self._copy_apt()
        for name in _SETTINGS:
            self._copy(Path(name))
        npmrc = Path.home() / ".npmrc"
        if npmrc.exists():
            shutil.copy(npmrc, folder / "root/.npmrc")
        self._copy_checkout()

    def _copy_apt(self) -> None:
        for name in ("sources.list", "sources.list.d"):
            target = self.folder / "etc/apt" / name
            shutil.rmtree(target, ignore_errors=True)
            target.unlink(missing_ok=True)
        for file in _sources():
            target = self.folder / str(file).lstrip("/")
            target.parent.mkdir(exist_ok=True)
            shutil.copy(file, target)
        shutil.copytree(_APT / "apt.conf.d", self.folder / "etc/apt/apt.conf.d", dirs_exist_ok=True)

    def _copy(self, path: Path) -> None:
        """Copy a file or folder to the same place; links that are there already give way."""
        if path.exists():
            target = self.folder / str(path.parent).lstrip("/")
            target.mkdir(parents=True, exist_ok=True)
            command = ["cp", "--archive", "--remove-destination", str(path), str(target)]
            subprocess.run(command, check=True)  # noqa: S603 -- files of this machine

    def _copy_checkout(self) -> None:
        target = self.folder / "srv/townline"
        target.mkdir()
        names = subprocess.run(  # noqa: S603 -- git
            ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 -- git
            check=True, capture_output=True,
        ).stdout  # fmt: skip
        for name in filter(None, names.decode().split("\0")):
            if (ROOT / name).exists():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, target / name)

    def add_person(self, name: str) -> None:
        """Add an ordinary user, to whom the checkout belongs."""
        assert self.run(f"useradd --create-home {name}").returncode == 0
        assert self.run(
            f"cp /root/.npmrc /home/{name}/ || true; chown -R {name}: /srv /home/{name}"
        )

    def run(self, line: str, *, by: str = "root") -> subprocess.CompletedProcess[str]:
        """Run a line of shell in the checkout; its words are in ``stdout``."""
        return subprocess.run(  # noqa: S603 -- our own lines
            self._command(line, by), check=False, text=True, env=_environment(),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    @contextmanager
    def started(self, *, by: str) -> Iterator[tuple[str, list[str]]]:
        """Have ``townline run --demo`` until the end; give its address and what it has written."""
        port = _free_port()
        line = f"exec bin/townline run --demo --home /var/tmp/{by} --port {port}"
        process = subprocess.Popen(  # noqa: S603 -- our own program
            self._command(line, by), text=True, env=_environment(),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        words: list[str] = []
        try:
            for one in process.stdout or ():
                words.append(one)
                if one.startswith("ready "):
                    break
            yield f"http://127.0.0.1:{port}", words
        finally:
            process.terminate()
            process.communicate()

    def _command(self, line: str, by: str) -> Sequence[str | Path]:
        inside = f"cd /srv/townline && {line}"
        home = "/root" if by == "root" else f"/home/{by}"
        person = ["setpriv", f"--reuid={by}", f"--regid={by}", "--init-groups"]
        command = ["env", f"HOME={home}", *(person if by != "root" else []), "sh", "-c", inside]
        own = ["unshare", "--mount", "--propagation=private", "sh", "-c", _ENTER, "sh"]
        return [*own, self.folder, *command]


def _environment() -> dict[str, str]:
    """Give what a newcomer's shell has: proxies and mirrors of this machine, nothing of ours."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
