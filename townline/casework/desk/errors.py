"""Many cases in one press."""

from townline.casework.cases.api import CaseError, WrongState

__all__ = ["BatchEmpty", "BatchTooLarge", "BatchUndone"]


class BatchEmpty(CaseError):
    """No case was picked."""

    type = "batch-empty"
    status = 422


class BatchTooLarge(CaseError):
    """More cases than one press takes; ``extra`` says how many it takes (``most``)."""

    type = "batch-too-large"
    status = 422


class BatchUndone(WrongState):
    """It was undone before, or its ten minutes have passed."""

    type = "batch-undone"


__all__ = ["DutyRefusal"]
_STATUS = {"forbidden": 403, "unknown": 404, "settled": 409}


class DutyRefusal(CaseError):
    """``extra`` says why (``problem``), and who is away or on duty then (``who``), and when."""

    type = "duty-refused"

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail, **extra)
        self.status = _STATUS.get(str(extra.get("problem")), 422)
