"""Plays the day in a prepared home, under the day's clock; started by ``same.py``."""

import json
import os
import signal
import sys
from pathlib import Path

from tools.compare import checkout, moves
from tools.compare.day import Answers, RecordedDay

SERVER = "COMPARE_DATABASE_URL"


def main() -> None:
    files, home, out, wanted, moved = sys.argv[1:]
    own = {"TOWNLINE_DATABASE_URL": server} if (server := os.environ.get(SERVER)) else {}
    town = checkout.House(Path(files), Path(home), own)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the house is not left behind
    town.start()
    known = json.loads(Path(wanted).read_text()) if wanted else {}
    try:
        day = RecordedDay(town, moves.read(Path(moved) if moved else None), known)
        day.play(lambda answers: _write(out, answers))
    finally:
        code = town.stop()
    _write(out, day.answers | {"townline run": {"code": code}})


def _write(out: str, answers: Answers) -> None:
    Path(out).write_text(json.dumps(answers, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
