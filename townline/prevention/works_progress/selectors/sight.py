"""Who orders and accepts works, and lets photos out: of those who see them."""

from townline.casework.cases.api import NotAllowed
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.works.api import reads

# A person who leads decides what everybody sees.
RELEASES = Permission.ASSIGN


def works(viewer: Viewer) -> bool:
    """Say whether they order and accept."""
    return reads(viewer) and viewer.may(Permission.WRITE)


def releases(viewer: Viewer) -> bool:
    """Say whether they decide what everybody sees."""
    return reads(viewer) and viewer.may(RELEASES)


def check_works(viewer: Viewer) -> None:
    """Raise NotAllowed for who does not order and accept."""
    if not works(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")


def check_releases(viewer: Viewer) -> None:
    """Raise NotAllowed for who does not decide what everybody sees."""
    if not releases(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({RELEASES})")
