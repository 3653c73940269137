"""What a machine reads in texts, and what people make of it."""

from townline.cases.models import TextReading
from townline.cases.rules.readings import (
    UNNOTICED,
    How,
    Likely,
    ReadingState,
    Sureness,
    suggesting,
)
from townline.cases.services.reading_begin import WAKE, readings_again
from townline.cases.services.reading_run import Ran, readings_run, readings_waiting

__all__ = [
    "UNNOTICED",
    "WAKE",
    "How",
    "Likely",
    "Ran",
    "ReadingState",
    "Sureness",
    "TextReading",
    "readings_again",
    "readings_run",
    "readings_waiting",
    "suggesting",
]
