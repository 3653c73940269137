from townline.cases.errors.base import CaseError

__all__ = ["NoReading", "PlaceUnknown"]


class PlaceUnknown(CaseError):
    """The district's gazetteer has no such place."""

    type = "place-unknown"
    status = 422


class NoReading(CaseError):
    """No text of the case was put before the triage, so that there is nothing to correct."""

    type = "no-reading"
    status = 409
