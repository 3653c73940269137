"""SENS's words as data."""

from typing import Final

COMPLETED: Final = "COMPLETED"
SUCCESS: Final = "success"
ACCEPTED: Final = "202"
