"""Refusals of the search, and of searches that are kept."""

from townline.casework.cases.api import InvalidInput, WrongState


class CannotSeek(InvalidInput):
    """Words that cannot be sought; ``extra`` says why (``why``)."""

    type = "cannot-seek"


class NumberKept(InvalidInput):
    """A search with a whole number is never kept."""

    type = "number-not-kept"


class NameTaken(WrongState):
    """One of the person's searches has this name already."""

    type = "search-name-taken"


class TooManySaved(WrongState):
    """A person keeps so many searches; ``extra`` says how many (``most``)."""

    type = "too-many-searches"
