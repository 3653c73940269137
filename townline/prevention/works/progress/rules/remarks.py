"""Lines of a measure's history that move nothing, and what orders call measures."""

from enum import StrEnum

from townline.prevention.works.progress.rules.asks import AskKind

KIND = "measure"  # of what orders and looks are about


class WorkRemark(StrEnum):
    EVIDENCE = "measure:evidence:add"
    VISIT = "measure:visit:answer"
    AFTER = "measure:work:rate"
    TROUBLE = "measure:trouble:add"
    PHOTO_RELEASE = "measure:photo:release"
    PHOTO_WITHDRAW = "measure:photo:withdraw"


ANSWERED: dict[str, WorkRemark] = {AskKind.VISIT: WorkRemark.VISIT, AskKind.AFTER: WorkRemark.AFTER}


class RoundRemark(StrEnum):
    """Lines of the history of a round of checks."""

    MAKE = "check_round:list:make"
    ASSIGN = "check_round:list:assign"
    REMIND = "check_round:list:remind"
    END = "check_round:list:end"


def round_subject(round_id: int) -> str:
    """Name a round in the history: ``check_round:7``."""
    return f"check_round:{round_id}"
