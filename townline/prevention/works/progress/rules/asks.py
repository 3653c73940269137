"""What residents are asked, and which digits they may answer."""

from enum import StrEnum


class AskKind(StrEnum):
    VISIT = "visit"  # does the day suit
    AFTER = "after"  # how did it go


class TroubleKind(StrEnum):
    FLOOD = "flood"
    COMPLAINT = "complaint"


TAKES: dict[str, frozenset[str]] = {
    AskKind.VISIT: frozenset("1234"),
    AskKind.AFTER: frozenset("123"),
}
WELL, WRONG, NOBODY = "1", "2", "3"
NONE_SUITS = "4"
