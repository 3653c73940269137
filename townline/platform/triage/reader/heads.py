"""From scores to probabilities: the services, the kinds and the dangers each by itself.

The classes of the dangers are what they are and ``none``: the score of ``none`` alone says whether
there is one (``shift`` and ``warmth`` turn it into a probability), the others which it is.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from townline.platform.triage.reader.features import Floats

NONE = "none"


@dataclass(frozen=True, slots=True)
class Head:
    """Classes ``begin`` to ``end`` of a model; probabilities are calibrated by ``warmth``."""

    codes: tuple[str, ...]
    begin: int
    warmth: float
    threshold: float
    shift: float = 0.0

    @property
    def end(self) -> int:
        """Say where the classes of the next head begin."""
        return self.begin + len(self.codes)

    def probabilities(self, scores: Floats) -> Floats:
        """Give the probability of each code."""
        own = scores[..., self.begin : self.end] * self.warmth
        grown: Floats = np.exp(own - own.max(-1, keepdims=True))
        shared: Floats = grown / grown.sum(-1, keepdims=True)
        return shared

    def risk(self, scores: Floats) -> Floats:
        """Give the probability of anything but ``none``."""
        none = scores[..., self.begin + self.codes.index(NONE)]
        made: Floats = 1 / (1 + np.exp(np.clip(none * self.warmth - self.shift, -30, 30)))
        return made

    def best(self, shares: Floats, most: int = 3) -> list[int]:
        """Give the likeliest codes' places, best first."""
        return [int(n) for n in np.argsort(-shares, kind="stable")[:most]]


def heads(meta: dict[str, Any], kind: str) -> dict[str, Head]:
    """Read the heads of the ``full`` or ``plain`` weights."""
    begin, made = 0, {}
    for name in ("service", "service_kind", "danger"):
        head_meta = meta["heads"][name]
        made[name] = Head(
            tuple(head_meta["codes"]), begin, *(head_meta[kind][k] for k in ("warmth", "threshold"))
        )
        begin = made[name].end
    return made
