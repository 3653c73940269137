"""Who has plans made, and who adopts them; who sees works sees plans."""

from townline.platform.departments.api import Role, Viewer
from townline.prevention.works.api import decides


def adopts(viewer: Viewer) -> bool:
    """Say whether they enter the decision that adopts a plan."""
    return decides(viewer) and viewer.role == Role.HEAD
