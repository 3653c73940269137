"""What phones said of homes themselves that a person may have to decide."""

from django.db.models import QuerySet

from townline.prevention.surveys.models import EntityUpdate
from townline.prevention.surveys.rules.updates import UpdateState


def updates_open(home_id: int) -> QuerySet[EntityUpdate]:
    """Give what did not simply count, the last one first."""
    rows = EntityUpdate.objects.filter(home=home_id).exclude(state=UpdateState.APPLIED)
    return rows.select_related("submission__surveyor").order_by("-at", "-id")
