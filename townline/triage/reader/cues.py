"""Expert cues of a text as small numbers: what counts beside the words themselves."""

import json
import re
from functools import cache
from pathlib import Path

import numpy as np

from townline.triage.reader.features import Floats

_FILE = Path(__file__).resolve().parents[2] / "data" / "triage" / "cues.json"
NAMES = (
    "asks", "wants", "proposes", "thanks", "links", "numbers", "now", "past", "unreal", "denies",
    "laughs", "cries", "calls_help",
)  # fmt: skip


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    told = json.loads(_FILE.read_text("utf-8"))
    return tuple(re.compile("|".join(told[name])) for name in NAMES)


_LENGTHS = (15, 60, 200)


def cues(letters: str) -> Floats:
    """Give a number from 0 to 1 for each cue; ``letters`` are tidied ones."""
    told = [float(bool(cue.search(letters))) for cue in _patterns()]
    told += [float(len(letters) < length) for length in _LENGTHS]
    return np.array(told, np.float32)
