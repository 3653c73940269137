from townline.cases.errors.base import CaseError

__all__ = ["SuggestionGone"]


class SuggestionGone(CaseError):
    """What was suggested for a case has changed since it was looked at."""

    type = "suggestion-gone"
    status = 409
