"""Calling somebody in a note: whom the page offers, and how a call is shown."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from townline.cases import api
from townline.departments.api import Power, Viewer


def panel(detail: api.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give whom the note's box offers to call, to who may write notes."""
    return {"offered": api.callable_for(detail.row) if viewer.may(Power.WRITE) else []}


def with_call(request: HttpRequest, word: Callable[..., str]) -> str:
    """Give the words of a note, with who was picked from the list called at their end."""
    body, picked = word(request, "body", 5000), word(request, "call", 60)
    if not picked or f"@{picked}" in body:
        return body
    return f"{body} @{picked}" if body else body
