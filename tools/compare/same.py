"""Plays a recorded day against two commits and prints every answer that differs."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.compare import checkout, clock, differing, tree
from tools.compare.moves import read
from tools.compare.saying import log_progress

type Answers = dict[str, Any]


def run(base: str, head: str, moves: Path | None, *, anew: bool) -> int:
    """Give 0 if none differs, 1 if any does."""
    tree.ANSWERS_FOLDER.mkdir(parents=True, exist_ok=True)
    first, second = tree.commit_of(base), tree.commit_of(head)
    before = _answers_file(first, anew=anew)
    log_progress(f"{head} ({second[:10]}): playing the day")
    after = _play(second, tree.ANSWERS_FOLDER / "head.json", wanted=before, moves=moves)
    return differing.print_differences(_answers(before), _answers(after), read(moves))


def _answers_file(commit: str, *, anew: bool) -> Path:
    """Give a commit's answers, from an earlier run with the same day if there was one."""
    path = tree.ANSWERS_FOLDER / f"{commit[:12]}-{_mark()}.json"
    if path.exists() and not anew:
        log_progress(f"{commit[:10]}: its day was played before ({path})")
        return path
    log_progress(f"{commit[:10]}: playing the day")
    return _play(commit, path)


def _mark() -> str:
    own = sorted(Path(__file__).parent.glob("*.*"))
    return hashlib.sha256(b"".join(each.read_bytes() for each in own)).hexdigest()[:8]


def _answers(path: Path) -> Answers:
    answers: Answers = json.loads(path.read_text())
    return answers


def _play(commit: str, out: Path, wanted: Path | None = None, moves: Path | None = None) -> Path:
    with tree.tree(commit) as files:
        home = files.parent / "home"
        home.mkdir(mode=0o755)
        log_progress("  writing the demo's sixty days")
        checkout.prepare(files, home, clock.fixed_clock())
        log_progress("  starting it")
        words = [str(files), str(home), str(out), str(wanted or ""), str(moves or "")]
        done = subprocess.run(  # noqa: S603 -- our own program, under another clock
            [sys.executable, "-m", "tools.compare.play", *words],
            cwd=tree.ROOT,
            env=os.environ | clock.going(),
            check=False,
        )
        if done.returncode:
            raise SystemExit("compare: the day could not be played")
    return out
