"""``townline init``: the steps in order, and what each says."""

import os
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from townline.config.installation import files, services, settings_file
from townline.config.installation.answers import Answers, collect
from townline.platform.core.commands import CannotStart, write_line
from townline.platform.core.paths import DEMO


def init(options: Namespace) -> int:
    """Make what is missing of an installation; give the doctor's exit code, or 1 for warnings."""
    if not options.systemd_dir.is_absolute() or not options.nginx_dir.is_absolute():
        raise CannotStart("--systemd-dir and --nginx-dir are absolute paths")
    answers = collect(options)
    for words in _steps(answers):
        write_line(words)
    return _examine(answers)


def _steps(answers: Answers) -> Iterator[str]:
    """Do each step; say what was done, or that it was done before."""
    more = settings_file.plan(answers)
    yield from files.make_places(answers)
    yield from settings_file.write(answers, more)
    yield from settings_file.make_database(answers)
    yield "tables and keys"
    run(answers, "prepare")
    yield from _backup_key(answers)
    yield from _district(answers)
    yield "administrator"
    run(
        answers, "staff", "add", answers.administrator, "--role", "administrator", "--link",
        "--on-duty", "7",
    )  # fmt: skip
    yield from services.write(answers)
    yield from services.start(answers)
    yield from _first_backup(answers)


def run(answers: Answers, *words: str) -> None:
    """Run one of our commands, which acts as the owner of the home. Raises CannotStart."""
    if _call(answers, *words).returncode != 0:
        raise CannotStart(
            f"townline {' '.join(words)} did not finish. Mend what it says above, then run "
            "townline init again: it goes on here"
        )


def _call(answers: Answers, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "townline", *words, "--home", str(answers.home)]
    sys.stdout.flush()
    return subprocess.run(command, check=False, text=True, env=_environment(), cwd="/")  # noqa: S603 -- our own command


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[3])
    before = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": f"{root}:{before}" if before else root}


def _backup_key(answers: Answers) -> Iterator[str]:
    file = answers.home / "backup.key"
    if file.exists():
        yield f"key of the backups: {file} is there already"
        return
    yield "key of the backups"
    run(answers, "backup-key", str(file))


def _district(answers: Answers) -> Iterator[str]:
    """Load a folder; of the invented district a copy without its people, to be edited."""
    folder = answers.source
    if folder == DEMO:
        folder = answers.home / "district"
        if not folder.exists():
            yield f"copy of the invented district: {folder}"
            left_out = shutil.ignore_patterns("staff.csv", "demo_*.json", "history", "before.json")
            shutil.copytree(DEMO, folder, ignore=left_out)
            files.give_to_owner(answers, folder, *folder.rglob("*"))
    yield f"district from {folder}"
    run(answers, "district", "load", str(folder), "--if-none")


def _first_backup(answers: Answers) -> Iterator[str]:
    if any(answers.backups.glob("townline-*.age")):
        yield f"backups in {answers.backups} are there already"
        return
    yield f"first backup into {answers.backups}, tried by restoring it"
    run(answers, "backup", "--to", str(answers.backups))


def _examine(answers: Answers) -> int:
    """Run the doctor; a warning is an exit code too, for what it names is still to do."""
    write_line("townline doctor:")
    command = [sys.executable, "-m", "townline", "doctor", "--home", str(answers.home)]
    done = subprocess.run(  # noqa: S603 -- our own command
        command, check=False, text=True, stdout=subprocess.PIPE, env=_environment(), cwd="/"
    )
    write_line(done.stdout.rstrip())
    open_findings = sum(line.startswith(("warn", "bad")) for line in done.stdout.splitlines())
    if open_findings:
        write_line(
            f"{open_findings} to do: mend what the lines above advise, then run townline init "
            "again: it goes on from here"
        )
    else:
        write_line(f"done: {settings_file.address(answers)} is served")
    return 1 if open_findings or done.returncode else 0
