"""Many cases in one press."""

from townline.cases.errors.base import CaseError, WrongState

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
