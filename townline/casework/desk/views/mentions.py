"""Calling somebody in a note: whom the page offers."""

from typing import Any

from townline.casework.cases import api as cases
from townline.platform.departments.api import Permission, Viewer


def panel(detail: cases.Detail, viewer: Viewer) -> dict[str, Any]:
    """Give whom the note's box offers to call, to who may write notes."""
    return {"offered": cases.callable_for(detail.row) if viewer.may(Permission.WRITE) else []}
