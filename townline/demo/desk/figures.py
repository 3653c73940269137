"""What is counted and read of the demo's cases: figures, texts, dates that were promised."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.classification import api as classification
from townline.casework.importing import api as importing
from townline.prevention.policy.insights import api as insights


def figures(now: dt.datetime) -> int:
    """Keep the figures of the demo's days, so that the first page need not; returns how many."""
    return insights.figures_rebuild(now=now)


def readings(now: dt.datetime) -> None:
    """Let all texts of the demo wait to be read, the newest first; none of them raises an alarm.

    What people decided about the old ones is there, so that the figures of the page are true
    ones of this model over these texts, a minute after the start.
    """
    classification.readings_seed(now=now, alarms=False)


def import_promises(now: dt.datetime, folder: Path) -> int:
    """Keep what became of the dates of the demo's answers; returns how many."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))
    notes = importing.PromisedNotes(kept=words["promised_kept"], moved=words["promised_moved"])
    return importing.promised_import(now=now, notes=notes)
