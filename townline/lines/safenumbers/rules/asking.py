"""What a passer-by can tell an owner from the QR page, and how often may be guessed there."""

import datetime as dt
import hashlib
from enum import StrEnum


class CarProblem(StrEnum):
    """What is wrong, as one sees it standing at the car."""

    MOVE = "move"
    LIGHTS = "lights"
    WINDOW = "window"
    ACCIDENT = "accident"


# Wrong answers to "the last four of the plate". Who stands at the car reads them off, so a few
# mistakes are enough; who guesses from afar needs thousands. The number itself can still be
# dialled or texted, so that nobody shuts a car off by typing nonsense.
GUESSING = dt.timedelta(hours=1)
GUESSES_OF_ONE = 5
GUESSES_OF_ALL = 30


def kind_of(matter: CarProblem) -> str:
    """Give the kind of request that a matter is: ``move`` or ``trouble``."""
    return "move" if matter is CarProblem.MOVE else "trouble"


def token_hash(token: str) -> str:
    """Give the SHA-256 (hex) of a token; 128 random bits cannot be tried, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()
