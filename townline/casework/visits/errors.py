"""Refusals of visits."""

from townline.casework.cases.api import InvalidInput


class VisitInPast(InvalidInput):
    """A visit that would have to begin before now."""

    type = "visit-in-past"


class VisitTwice(InvalidInput):
    """The case has a visit at that time already; ``extra`` says when (``planned_at``)."""

    type = "visit-twice"


class VisitorBlind(InvalidInput):
    """A visitor who may not see the case, or does not work here any more."""

    type = "visitor-blind"


class TooManyVisitPhotos(InvalidInput):
    type = "too-many-visit-photos"
