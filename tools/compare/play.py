"""Plays the day in a prepared home, under the day's clock; started by ``same.py``."""

import json
import os
import sys
from pathlib import Path

from tools.compare import house, moves
from tools.compare.day import Day

SERVER = "COMPARE_DATABASE_URL"


def main() -> None:
    files, home, out, wanted, moved = sys.argv[1:]
    own = {"TOWNLINE_DATABASE_URL": server} if (server := os.environ.get(SERVER)) else {}
    town = house.House(Path(files), Path(home), own)
    town.start()
    try:
        known = json.loads(Path(wanted).read_text()) if wanted else {}
        answers = Day(town, moves.read(Path(moved) if moved else None), known).play()
    finally:
        code = town.stop()
    answers["townline run"] = {"code": code}
    Path(out).write_text(json.dumps(answers, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
