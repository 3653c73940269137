"""Refusals of the page behind a QR code."""

from townline.casework.cases.api import CaseError, InvalidInput

__all__ = ["AskerPhoneInvalid", "GuessedTooOften", "TailWrong"]


class TailWrong(InvalidInput):
    """These are not the last four characters of the plate."""

    type = "plate-end-wrong"
    title = "This is not the end of the car number"


class GuessedTooOften(CaseError):
    """Too many wrong ends of the plate came for this car, or from this address."""

    type = "guessed-too-often"
    status = 429
    title = "Too many wrong ends of the car number"


class AskerPhoneInvalid(InvalidInput):
    """An answer by text goes to a mobile number of this country."""

    type = "asker-phone-invalid"
    title = "No answer can be texted to this number"
