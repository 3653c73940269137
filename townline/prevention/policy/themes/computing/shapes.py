"""What goes in and what comes out."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

type Ints = npt.NDArray[np.int64]
type Floats = npt.NDArray[np.float32]
type Matrix = Any  # of scipy.sparse, which publishes no types

NONE = -1  # the label of a text without a theme


@dataclass(frozen=True, slots=True)
class InputText:
    """One text: who asks names it by ``id``."""

    id: str
    text: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One theme: its name, its most telling words, and places of its texts in what was given.

    ``copied``: those of them that are nearly the same as four others at least.
    """

    name: str
    words: tuple[str, ...]
    members: tuple[int, ...]
    copied: frozenset[int]
