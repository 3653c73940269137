"""What an inspection found, as it travels between the two processes."""

from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.inspecting.kinds import FileKind


class MediaProblem(StrEnum):
    """Why a file is not shown, or, for ``CUT_SHORT``, not whole."""

    OTHER_KIND = "other_kind"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LONG = "too_long"
    BROKEN = "broken"
    NO_READER = "no_reader"
    HIDDEN_TRACK = "hidden_track"
    CUT_SHORT = "cut_short"


class MediaRefused(Exception):
    """A file that cannot be shown."""

    def __init__(self, problem: MediaProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimits:
    """Pixels of a picture, seconds of a video; longest side and bytes of the copies.

    ``pictures``: of how many a moving copy may be made; 0: the first one stands for all.
    """

    pixels: int
    seconds: int
    side: int
    copy_bytes: int
    pictures: int = 0
    thumbnail_side: int = 240
    thumbnail_bytes: int = 15_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReport:
    """Sizes in pixels as the picture is looked at; degrees of WGS 84, or None.

    ``likeness``: what is seen on it as 64 bits, of a video its first picture; or None.

    ``moving``: a GIF of several pictures; the copy ``moves`` too, or shows the first.
    """

    kind: FileKind
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    moving: bool = False
    moves: bool = False
    latitude: float | None = None
    longitude: float | None = None
    likeness: int | None = None
    problem: str = ""
