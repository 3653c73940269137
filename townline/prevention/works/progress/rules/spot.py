"""What an officer does on the spot, and when."""

from enum import StrEnum


class SpotStep(StrEnum):
    ACCEPT = "accept"  # the work is right
    RETURN = "return"  # it is not, with what the firm has to mend
    DEFECT = "defect"  # accepted work broke
    CHECK = "check"  # the yearly look found all well


_BY_STATE: dict[str, tuple[SpotStep, ...]] = {
    "done": (SpotStep.ACCEPT, SpotStep.RETURN),
    "accepted": (SpotStep.CHECK, SpotStep.DEFECT),
    "defective": (SpotStep.ACCEPT, SpotStep.RETURN),
}


def allowed_steps(state: str) -> tuple[SpotStep, ...]:
    """Give what may be done at a measure in a state, the usual one first."""
    return _BY_STATE.get(state, ())
