"""Refusals of the legal clock and the calendar."""

from townline.cases.errors.base import CaseError, InvalidInput


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
