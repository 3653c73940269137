"""Refusals about numbers and leases."""

from collections.abc import Sequence

from townline.casework.cases.api import CaseError, InvalidInput, NotAllowed, NotFound, WrongState

__all__ = [
    "AlreadyIssued",
    "BulkInvalid",
    "CodeWrong",
    "ConsentMissing",
    "LeaseNotFound",
    "NoneFree",
    "NotAllowed",
    "NumberUnknown",
    "PhonesInvalid",
    "PlateInvalid",
    "QuietInvalid",
    "SafeNumberError",
    "SearchInvalid",
    "TextedTooOften",
    "TooManyCars",
    "WrongState",
]

# The problems of the JSON API are made of it, as those of cases are.
SafeNumberError = CaseError


class LeaseNotFound(NotFound):
    type = "lease-not-found"


class PlateInvalid(InvalidInput):
    """The car number has no shape that we know."""

    type = "plate-invalid"


class NumberUnknown(InvalidInput):
    """No 050 number, or none of our pools."""

    type = "safe-number-unknown"


class PhonesInvalid(InvalidInput):
    """No telephone of the owner, too many, or one twice."""

    type = "phones-invalid"


class QuietInvalid(InvalidInput):
    """Quiet hours need a beginning and an end that differ."""

    type = "quiet-hours-invalid"


class AlreadyIssued(CaseError):
    """The car has a number already, or waits for one."""

    type = "car-has-a-number"
    status = 409


class NoneFree(CaseError):
    """All numbers of all pools are leased or rest."""

    type = "no-number-free"
    status = 409


class CodeWrong(InvalidInput):
    """The texted code is wrong, used up or too old."""

    type = "code-wrong"


class SearchInvalid(InvalidInput):
    """The text is no car, no safe number, no telephone and no short code."""

    type = "search-invalid"


class ConsentMissing(InvalidInput):
    """Nobody gets a number who did not agree to what is kept of them."""

    type = "consent-missing"


class TooManyCars(CaseError):
    """One telephone has as many cars as may be applied for outside of the office."""

    type = "too-many-cars"
    status = 409


class TextedTooOften(CaseError):
    """As many texts as are allowed went to a number within the hour."""

    type = "texted-too-often"
    status = 429


class BulkInvalid(InvalidInput):
    """Lines of a file are wrong; ``problems`` names each. Nothing was done."""

    type = "lines-wrong"

    def __init__(self, detail: str, problems: Sequence[tuple[int, str, str]]) -> None:
        super().__init__(
            detail, problems=[{"line": n, "detail": words} for n, words, _ in problems]
        )
        self.problems = tuple(problems)
