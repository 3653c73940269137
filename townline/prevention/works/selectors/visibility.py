"""Who sees works, and who works on them: as the district's data say."""

from townline.platform.departments.api import Permission, Role, Viewer
from townline.prevention.works.selectors.kinds import works

_WORK = frozenset({Role.OFFICER, Role.HEAD})


def own(viewer: Viewer) -> bool:
    """Say whether the works are their department's."""
    department = works().department
    return not department or department in (viewer.departments or ())


def reads(viewer: Viewer) -> bool:
    """Say whether they see measures: who reads everything, and the department's own people."""
    return viewer.may(Permission.READ_ALL) or (viewer.reads and own(viewer))


def decides(viewer: Viewer) -> bool:
    """Say whether they decide on measures and take consents: officers and heads."""
    return viewer.role in _WORK and viewer.may(Permission.WRITE) and own(viewer)


def staffs(viewer: Viewer) -> bool:
    """Say whether works are what their department does, where the district names one."""
    return bool(works().department) and decides(viewer)
