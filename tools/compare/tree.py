"""A commit in a temporary worktree, set up with the packages that are there already."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.compare.saying import log_progress

ROOT = Path(__file__).resolve().parents[2]
ANSWERS_FOLDER = ROOT / "var" / "compare"


def git(*words: str) -> str:
    """Run git in this checkout and give what it printed. Raises SystemExit with its words."""
    done = subprocess.run(  # noqa: S603 -- git of this machine
        [shutil.which("git") or "git", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"compare: git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout.strip()


def commit_of(name: str) -> str:
    return git("rev-parse", "--verify", f"{name}^{{commit}}")


@contextmanager
def tree(commit: str) -> Iterator[Path]:
    """Have a commit's files, ready to run, until the block's end."""
    # A socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="compare-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        files = Path(folder) / "tree"
        git("worktree", "add", "--force", "--detach", str(files), commit)
        try:
            _set_up(files)
            yield files
        finally:
            git("worktree", "remove", "--force", str(files))


def environment(files: Path, **variables: str) -> dict[str, str]:
    """Give the variables for a program of these files: nothing of this checkout's own Townline."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("TOWNLINE_")}
    # The packages' folder names this checkout; the commit's own files go before it.
    own |= {"PYTHONPATH": str(files), "NO_PROXY": "*", "PYTHONHASHSEED": "0"}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    return own | variables


def _set_up(files: Path) -> None:
    _check_same(files, "requirements/run.txt", ROOT / ".venv" / "installed-run")
    for name in (".venv", "node_modules"):
        (files / name).symlink_to(ROOT / name)
    log_progress("  making its browser files")
    done = subprocess.run(  # noqa: S603 -- our own program
        [str(files / "bin" / "setup"), "run"],
        cwd=files,
        env=environment(files),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"compare: bin/setup run: {done.stderr.decode()[-2000:]}")


def _check_same(files: Path, listed: str, stamp: Path) -> None:
    mark = hashlib.sha256((files / listed).read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text().strip() != mark:
        raise SystemExit(
            f"compare: this commit's {listed} is not what {ROOT / '.venv'} holds. Check that commit"
            " out beside this one, run `make setup` there, and call its tools/compare/run."
        )
