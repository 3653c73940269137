"""Refusals of the legal clock and the calendar."""

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class ExtensionRefused(CaseError):
    """A legal period cannot be lengthened so; ``extra`` says why (``why``)."""

    type = "extension-refused"
    status = 422


class DayKnown(InvalidInput):
    """The day is a day off already."""

    type = "day-known"


class DayUnknown(InvalidInput):
    """The day is no day off, so that it cannot be taken away."""

    type = "day-unknown"


class DatesUnchecked(CaseError):
    """The words name dates that nobody has looked at; ``extra`` holds them (``found``)."""

    type = "dates-unchecked"
    status = 422


class PromiseSettled(WrongState):
    """Somebody has said already what became of a promised date."""

    type = "promise-settled"
