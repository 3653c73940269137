"""Who may do something to a lease: staff with the power, the owner, the house itself."""

from townline.casework.cases.api import NotAllowed
from townline.platform.core.history import audit
from townline.platform.departments.api import Permission, Viewer

# The owner's page and texts act as this; which of the owner's telephones it was is not kept.
OWNER = audit.Actor("owner", None, "차 주인")
type By = Viewer | audit.Actor


def acting(by: By) -> audit.Actor:
    """Give who acts, for the history. Raises NotAllowed for staff without the power."""
    if isinstance(by, audit.Actor):
        return by
    if not by.may(Permission.NUMBERS):
        raise NotAllowed("safe numbers are issued and kept by the front desk")
    return by.actor
