"""From scores to probabilities: the services, the kinds and the dangers each by itself."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from townline.triage.reader.features import Floats

NONE = "none"


@dataclass(frozen=True, slots=True)
class Head:
    """Classes ``begin`` to ``end`` of a model; probabilities are calibrated by ``warmth``."""

    codes: tuple[str, ...]
    begin: int
    warmth: float
    threshold: float

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

    def best(self, shares: Floats, most: int = 3) -> list[int]:
        """Give the likeliest codes' places, best first."""
        return [int(n) for n in np.argsort(-shares, kind="stable")[:most]]


def heads(meta: dict[str, Any], kind: str) -> dict[str, Head]:
    """Read the heads of the ``full`` or ``plain`` weights."""
    begin, made = 0, {}
    for name in ("service", "service_kind", "danger"):
        told = meta["heads"][name]
        made[name] = Head(
            tuple(told["codes"]), begin, *(told[kind][k] for k in ("warmth", "threshold"))
        )
        begin = made[name].end
    return made
