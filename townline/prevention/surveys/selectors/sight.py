"""Who sees the lists, who works on them, and who decides: as the district's data say."""

from townline.platform.departments.api import Permission, Role, Viewer
from townline.prevention.surveys.selectors.kinds import kinds, surveys

_WORK = frozenset({Role.OFFICER, Role.HEAD})


def _own(viewer: Viewer) -> bool:
    department = surveys().department
    return bool(department) and department in (viewer.departments or ())


def reads(viewer: Viewer) -> bool:
    """Say whether they see homes: who reads everything, and the department's own people.

    Nobody does in a district that surveys no kind of home.
    """
    return bool(kinds()) and _reads(viewer)


def _reads(viewer: Viewer) -> bool:
    return viewer.may(Permission.READ_ALL) or (viewer.reads and _own(viewer))


def works(viewer: Viewer) -> bool:
    """Say whether they work on the lists: officers and heads of the department."""
    return viewer.role in _WORK and viewer.may(Permission.WRITE) and _own(viewer) and reads(viewer)


def decides(viewer: Viewer) -> bool:
    """Say whether they adopt rules and say which of two grades stands: heads."""
    return works(viewer) and viewer.role is Role.HEAD
