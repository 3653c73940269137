"""Danger in languages that the letters' head did not learn: told by the sense of a text alone.

The embedding puts what means the same near each other in a hundred languages. What is left of the
language itself is taken away (``spread``: the directions in which languages differ).
"""

import json
import logging
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from townline.platform.core.paths import DATA
from townline.platform.triage.reader.features import Floats
from townline.platform.triage.reader.heads import NONE, Head
from townline.platform.triage.rules.reading import PRIVATE

log = logging.getLogger(__name__)

# A fire that is taken for violence is seen by few: odds of seven to one speak for it, or none.
_PRIVATE_AHEAD = 2.0

FILE = DATA / "triage" / "elsewhere.npz"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """``spread``: unit rows; ``weights``: 384 by class, classes as in the head ``danger``."""

    meta: dict[str, Any]
    centre: Floats
    spread: Floats
    weights: Floats
    bias: Floats

    @property
    def head(self) -> Head:
        """Give the classes, and how sure they may be."""
        head_meta = self.meta["head"]
        numbers = (head_meta[name] for name in ("warmth", "threshold", "shift"))
        return Head(tuple(head_meta["codes"]), 0, *numbers)

    def danger(self, sense: Floats) -> list[Any] | None:
        """Give kind, probability and no words, or None where no alarm is due."""
        head, found = self.head, remove_language(sense[None], self.centre, self.spread)
        scores: Floats = (found @ self.weights + self.bias)[0]
        probability = float(head.risk(scores))
        if probability < head.threshold:
            return None
        return [_kind(head, scores), probability, []]


def _kind(head: Head, scores: Floats) -> str:
    """Give the likeliest danger; one that few may know of only where nothing else is likely."""
    named = {code: float(scores[n]) for n, code in enumerate(head.codes) if code != NONE}
    open_ = max((code for code in named if code not in PRIVATE), key=lambda code: named[code])
    best = max(named, key=lambda code: named[code])
    return best if named[best] - named[open_] > _PRIVATE_AHEAD else open_


def remove_language(senses: Floats, centre: Floats, spread: Floats) -> Floats:
    """Take away what is of the language and not of the matter; rows of length 1."""
    offsets = senses - centre
    left = offsets - (offsets @ spread.T) @ spread
    made = left / np.maximum(np.linalg.norm(left, axis=1, keepdims=True), 1e-6)
    return np.asarray(made, np.float32)


@cache
def elsewhere() -> Elsewhere | None:
    """Load what comes with us; None where it cannot be read, and the log says so once."""
    try:
        return load()
    except (OSError, ValueError, KeyError) as error:
        log.warning("%s cannot be used (%s): danger in other languages is missed", FILE.name, error)
        return None


def load(file: Path = FILE) -> Elsewhere:
    """Read the file. Raises OSError, ValueError or KeyError."""
    with np.load(file, allow_pickle=False) as arrays:
        meta = json.loads(bytes(arrays["meta"]).decode())
        return Elsewhere(meta, *(arrays[name].astype(np.float32) for name in _ARRAYS))


_ARRAYS = ("centre", "spread", "weights", "bias")


def save(made: Elsewhere, file: Path = FILE) -> None:
    """Write it whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    meta = np.frombuffer(json.dumps(made.meta, ensure_ascii=False).encode(), np.uint8)
    arrays = {name: getattr(made, name).astype(np.float16) for name in _ARRAYS}
    with part.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, meta=meta, **arrays)
    part.replace(file)


# They say a mood, and not what is there.
_MOODS = ("face", "hand", "heart", "person")


def pictures(text: str) -> str:
    """Name the things pictured in a text without letters, in English: the sense knows few signs."""
    named = (unicodedata.name(sign, "") for sign in text if unicodedata.category(sign) == "So")
    things = (name.lower() for name in named if name)
    return ", ".join(
        dict.fromkeys(name for name in things if not any(mood in name for mood in _MOODS))
    )
