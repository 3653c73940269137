"""Refusals of the dates that answers promise."""

from townline.cases.errors.base import CaseError, WrongState


class DatesUnchecked(CaseError):
    """The words name dates that nobody has looked at; ``extra`` holds them (``found``)."""

    type = "dates-unchecked"
    status = 422


class PromiseSettled(WrongState):
    """Somebody has said already what became of a promised date."""

    type = "promise-settled"
