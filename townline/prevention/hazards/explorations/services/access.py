"""Who writes: whoever may write in cases, what is their department's; or the server by command."""

from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.hazards.explorations.models import Campaign
from townline.prevention.hazards.explorations.selectors.visibility import changes

# A person who signed in, or the server by command.
type By = Viewer | audit.Actor


def actor_of(by: By) -> audit.Actor:
    """Give who stands in the history. Raises NotAllowed."""
    if isinstance(by, audit.Actor):
        return by
    if not by.may(Permission.WRITE):
        raise NotAllowed(f"the role {by.role} may not do this ({Permission.WRITE})")
    return by.actor


def check(by: By, campaign: Campaign | None) -> None:
    """Raise NotAllowed for another department's campaign; None: the plan of a year."""
    if isinstance(by, Viewer) and not changes(by, campaign):
        raise NotAllowed("this is another department's")


def staff_of(by: By) -> int | None:
    """Give the row of the person; None for the server."""
    return None if isinstance(by, audit.Actor) else by.staff_id
