"""Who writes: whoever may write in cases, or the server by command."""

from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments.api import Permission, Viewer

# A person who signed in, or the server by command.
type By = Viewer | audit.Actor


def actor_of(by: By) -> audit.Actor:
    """Give who stands in the history. Raises NotAllowed."""
    if isinstance(by, audit.Actor):
        return by
    if not by.may(Permission.WRITE):
        raise NotAllowed(f"the role {by.role} may not do this ({Permission.WRITE})")
    return by.actor


def staff_of(by: By) -> int | None:
    """Give the row of the person; None for the server."""
    return None if isinstance(by, audit.Actor) else by.staff_id
