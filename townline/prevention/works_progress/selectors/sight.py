"""Who sees works, and who orders and accepts them: as the district's data say."""

from townline.casework.cases.api import NotAllowed
from townline.platform.core import district
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.works.settings import Works

# A person who leads decides what everybody sees.
RELEASES = Permission.ASSIGN


def _own(viewer: Viewer) -> bool:
    department = district.part(Works).department
    return not department or viewer.sees(department)


def reads(viewer: Viewer) -> bool:
    """Say whether they see works: who reads everything, and the department's own people."""
    return viewer.reads and (viewer.may(Permission.READ_ALL) or _own(viewer))


def works(viewer: Viewer) -> bool:
    """Say whether they order and accept."""
    return reads(viewer) and viewer.may(Permission.WRITE) and _own(viewer)


def check_works(viewer: Viewer) -> None:
    """Raise NotAllowed for who does not order and accept."""
    if not works(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")


def check_releases(viewer: Viewer) -> None:
    """Raise NotAllowed for who does not decide what everybody sees."""
    if not (reads(viewer) and viewer.may(RELEASES)):
        raise NotAllowed(f"the role {viewer.role} may not do this ({RELEASES})")
