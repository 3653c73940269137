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
    """There is no such safe number."""

    type = "lease-not-found"
    title = "There is no such safe number"


class PlateInvalid(InvalidInput):
    """The car number has no shape that we know: write it whole."""

    type = "plate-invalid"
    title = "This is no car number"


class NumberUnknown(InvalidInput):
    """No 050 number, or none of our pools."""

    type = "safe-number-unknown"
    title = "That is no safe number of this district"


class PhonesInvalid(InvalidInput):
    """No telephone that calls can be put through to, too many, or one twice."""

    type = "phones-invalid"
    title = "The telephones cannot be used"


class QuietInvalid(InvalidInput):
    """Quiet hours need a beginning and an end that differ."""

    type = "quiet-hours-invalid"
    title = "These are no quiet hours"


class AlreadyIssued(CaseError):
    """The car has a number already, or waits for one."""

    type = "car-has-a-number"
    status = 409
    title = "The car has a safe number already"


class NoneFree(CaseError):
    """All numbers of all pools are leased or rest; a present one stays."""

    type = "no-number-free"
    status = 409
    title = "No safe number is free"


class CodeWrong(InvalidInput):
    """The texted code is wrong, used up or too old."""

    type = "code-wrong"
    title = "The texted code is not right"


class SearchInvalid(InvalidInput):
    """No car number, no safe number, no telephone and no short code: write one whole."""

    type = "search-invalid"
    title = "This cannot be searched for"


class ConsentMissing(InvalidInput):
    """Nobody gets a number who did not agree to what is kept of them."""

    type = "consent-missing"
    title = "Consent is missing"


class TooManyCars(CaseError):
    """One telephone has as many cars as may be applied for outside of the office."""

    type = "too-many-cars"
    status = 409
    title = "One telephone has fewer cars"


class TextedTooOften(CaseError):
    """As many texts as are allowed went to a number within the hour."""

    type = "texted-too-often"
    status = 429
    title = "Too many texts went to this number"


class BulkInvalid(InvalidInput):
    """Lines of a file are wrong; ``problems`` names each. Nothing was done."""

    type = "lines-wrong"
    title = "Lines of the file are wrong"

    def __init__(self, detail: str, problems: Sequence[tuple[int, str, str]]) -> None:
        super().__init__(
            detail, problems=[{"line": n, "detail": words} for n, words, _ in problems]
        )
        self.problems = tuple(problems)
