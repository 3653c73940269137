"""What a gazetteer knows of one place, and which kinds there are."""

from dataclasses import dataclass

# Words that look like a place and are none, and places that belong to somebody else.
WORD, OUTSIDE = "word", "outside"
DONG, ROAD, ADDRESS, LOT, STATION, EXIT = "dong", "road", "address", "lot", "station", "exit"
# Numbers of a road that lie in one dong: ``느티로 1-60``.
STRETCH = "stretch"
OFFICE = "office"

KINDS = (
    DONG,
    ROAD,
    STRETCH,
    ADDRESS,
    LOT,
    STATION,
    EXIT,
    "stop",
    "school",
    "park",
    "market",
    "bridge",
    "stream",
    "apartment",
    "library",
    "hall",
    "hospital",
    "crossing",
    OFFICE,
    "area",
    "landmark",
    WORD,
    OUTSIDE,
)

# Kinds that touch no dong of the district.
NO_GROUND = frozenset({WORD, OUTSIDE})


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One row of a gazetteer: what the place is called, and the dongs that it touches.

    Degrees of WGS 84, None where nobody knows.
    """

    kind: str
    name_ko: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    dongs: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
