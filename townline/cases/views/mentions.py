"""Calling somebody in a note: whom the page offers."""

from typing import Any

from townline.cases import api
from townline.departments.api import Power, Viewer


def panel(detail: api.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give whom the note's box offers to call, to who may write notes."""
    return {"offered": api.callable_for(detail.row) if viewer.may(Power.WRITE) else []}
