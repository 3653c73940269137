"""Lines of a measure's history that move nothing, and what orders call measures."""

from enum import StrEnum

from townline.prevention.works_progress.rules.asks import AskKind

KIND = "measure"  # of what orders and looks are about


class WorkRemark(StrEnum):
    EVIDENCE = "measure:evidence:add"
    VISIT = "measure:visit:answer"
    AFTER = "measure:work:rate"
    TROUBLE = "measure:trouble:add"
    PHOTO_RELEASE = "measure:photo:release"
    PHOTO_WITHDRAW = "measure:photo:withdraw"


ANSWERED: dict[str, WorkRemark] = {AskKind.VISIT: WorkRemark.VISIT, AskKind.AFTER: WorkRemark.AFTER}
