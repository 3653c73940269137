"""The front door of the triage: what texts consist of.

The language process (``process.py``) knows the morphemes; where it does not run, or does not
answer in time, texts are split at spaces and marks.
"""

from collections.abc import Sequence

from townline.triage.rules import Danger, Guess, NotRead, Piece, Reading, Understood
from townline.triage.rules.places import Place
from townline.triage.services import language as _language
from townline.triage.services import places as _places
from townline.triage.services import reading as _reading

# A person waits for a search; nobody waits for a job.
PATIENCE = 0.3
PATIENCE_OF_JOBS = 20.0


def understand(texts: Sequence[str], *, patience: float = PATIENCE) -> Understood:
    """Give the meaningful pieces of each text, with where they stand; never raises."""
    return _language.understand(texts, patience=patience)


def tokens(text: str) -> tuple[str, ...]:
    """Give the meaningful pieces of one text, as basic forms in small letters."""
    return tuple(piece.form for piece in understand([text]).pieces[0])


def read(texts: Sequence[str], *, patience: float = PATIENCE_OF_JOBS) -> list[Reading]:
    """Read what each text is about. Raises NotRead; never in a transaction: it waits."""
    return _reading.read(texts, patience=patience)


def place_find(
    text: str, *, latitude: float | None = None, longitude: float | None = None
) -> Place | None:
    """Say where a text speaks of, by its words and where its photo was taken (WGS 84 degrees).

    The words win where both tell; needs no language process. Never raises for odd texts.
    """
    return _places.place_find(text, latitude=latitude, longitude=longitude)


def rest_end() -> None:
    """Ask the language process again at once, also if it just failed: for commands and tests."""
    _language.rest_end()


__all__ = ["PATIENCE", "PATIENCE_OF_JOBS", "Danger", "Guess", "NotRead", "Piece", "Place",
           "Reading", "Understood", "place_find", "read", "rest_end", "tokens",
           "understand"]  # fmt: skip
