"""What an officer does on the spot, and when."""

from enum import StrEnum


class Spot(StrEnum):
    ACCEPT = "accept"  # the work is right
    RETURN = "return"  # it is not, with what the firm has to mend
    DEFECT = "defect"  # accepted work broke
    CHECK = "check"  # the yearly look found all well


_BY_STATE: dict[str, tuple[Spot, ...]] = {
    "done": (Spot.ACCEPT, Spot.RETURN),
    "accepted": (Spot.CHECK, Spot.DEFECT),
    "defective": (Spot.ACCEPT, Spot.RETURN),
}


def allowed(state: str) -> tuple[Spot, ...]:
    """Give what may be done at a measure in a state, the usual one first."""
    return _BY_STATE.get(state, ())
