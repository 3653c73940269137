"""Refusals of the page behind a QR code."""

from townline.casework.cases.api import CaseError, InvalidInput

__all__ = ["AskerPhoneInvalid", "GuessedTooOften", "TailWrong"]


class TailWrong(InvalidInput):
    """These are not the last four characters of the car number."""

    type = "plate-end-wrong"
    title = "The last four characters of the car number are wrong"


class GuessedTooOften(CaseError):
    """Too many wrong car numbers for this car, or from this address."""

    type = "guessed-too-often"
    status = 429
    title = "Too many wrong car numbers"


class AskerPhoneInvalid(InvalidInput):
    """An answer by text needs a mobile number of this country."""

    type = "asker-phone-invalid"
    title = "No answer can be texted to this number"
