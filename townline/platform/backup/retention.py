"""What happens to backups that were made: a copy elsewhere, and the end of old ones."""

import shlex
import subprocess
from pathlib import Path

from townline.platform.backup.making import SUFFIX, SUFFIX_BEFORE
from townline.platform.backup.problems import BackupProblem

COPY_SECONDS = 6 * 3600


def copy_elsewhere(command: str, file: Path) -> None:
    """Run a command of the office's own, ``{file}`` standing for the backup. No shell.

    Raises BackupProblem if it ends with an error: then the copy is in one place only.
    """
    words = [word.replace("{file}", str(file)) for word in shlex.split(command)]
    try:
        done = subprocess.run(  # noqa: S603 -- the person who runs the server wrote it
            words, capture_output=True, text=True, check=False, timeout=COPY_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BackupProblem(f"the backup was made, but not copied elsewhere: {error}") from error
    if done.returncode != 0:
        detail = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        raise BackupProblem(f"the backup was made, but not copied elsewhere: {detail}")


def drop_old(folder: Path, district: str, keep: int) -> list[Path]:
    """Delete all but the newest ``keep`` backups of a district; return which."""
    named = f"townline-{district}-????????T??????Z"
    found = sorted(path for end in (SUFFIX, SUFFIX_BEFORE) for path in folder.glob(named + end))
    old = found[:-keep]
    for path in old:
        path.unlink()
    return old
