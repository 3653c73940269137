"""Who changes which matters: their department's, as of hazards; of no department who sees all."""

from townline.platform.departments.api import Permission, Viewer
from townline.prevention.policy.models import Matter


def changes(viewer: Viewer, matter: Matter, permission: Permission = Permission.WRITE) -> bool:
    """Say whether a viewer may do that with a matter; who does its next step may write too."""
    if not (viewer.reads and viewer.may(permission)):
        return False
    steps = permission is Permission.WRITE and matter.owner_id == viewer.staff_id
    return steps or viewer.sees(matter.department)
