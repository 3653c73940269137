"""What is refused of rules of assignment."""

from townline.casework.cases.api import CaseError, InvalidInput

__all__ = ["RuleCircle", "RuleInvalid"]


class RuleCircle(InvalidInput):
    """Rules that send a case round; ``names`` says the departments, in order."""

    type = "rule-circle"


class RuleInvalid(InvalidInput):
    """A rule that says nothing, or something that is not there; ``problem`` names the field."""

    type = "rule-invalid"


__all__ = ["NoReading", "PlaceUnknown"]


class PlaceUnknown(CaseError):
    """The district's gazetteer has no such place."""

    type = "place-unknown"
    status = 422


class NoReading(CaseError):
    """No text of the case was put before the triage, so that there is nothing to correct."""

    type = "no-reading"
    status = 409


__all__ = ["SuggestionGone"]


class SuggestionGone(CaseError):
    """What was suggested for a case has changed since it was looked at."""

    type = "suggestion-gone"
    status = 409
