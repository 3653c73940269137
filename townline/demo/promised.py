"""What became of the dates that the demo's answers promised."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.importing import api as importing


def promised(now: dt.datetime, folder: Path) -> int:
    """Keep the dates of the demo's answers; returns how many."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))
    notes = importing.PromisedNotes(kept=words["promised_kept"], moved=words["promised_moved"])
    return importing.promised_import(now=now, said=notes)
