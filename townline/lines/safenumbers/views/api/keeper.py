"""Who may ask about safe numbers by a program."""

from ninja import Router

from townline.casework.cases.api import NotAllowed
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.views.api import KnownRequest

router = Router(tags=["safe numbers"])


def keeper(request: KnownRequest) -> Viewer:
    """Give who asks. Raises NotAllowed for who does not keep safe numbers."""
    if not request.viewer.may(Permission.NUMBERS):
        raise NotAllowed("safe numbers are kept by the front desk")
    return request.viewer
