"""How refusals are told to a person, and to a script of ours."""

from django.http import HttpRequest

from townline.casework.cases.api import CaseError


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script of ours asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def said(error: CaseError) -> str:
    """Say a refusal in the reader's language."""
    return error.words(error.detail, error.extra)
