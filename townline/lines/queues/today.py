"""Where who sits at a desk begins; ``config/wiring.py`` says so."""

from django.http import HttpRequest

from townline.lines.queues.models import Desk
from townline.platform.departments.api import Permission, Role
from townline.platform.departments.guards import viewer_of


def own_desk(request: HttpRequest) -> str | None:
    """Give the page of the open desk that an officer sits at; one query for officers alone.

    Clerks open and keep desks for others: they begin with their texts.
    """
    viewer = viewer_of(request)
    if viewer is None or viewer.role is not Role.OFFICER or not viewer.may(Permission.DESK):
        return None
    mine = Desk.objects.filter(active=True, open=True, staff=viewer.staff_id)
    code = mine.order_by("site_id", "position", "code").values_list("code", flat=True).first()
    return f"/desk/{code}/" if code else None
