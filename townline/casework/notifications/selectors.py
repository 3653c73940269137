"""Reads of how people wish to be told."""

from townline.casework.notifications.models import AlertPreference
from townline.platform.core.models import Subscription
from townline.platform.core.outgoing import pushes
from townline.platform.departments.api import Viewer


def alert_preference(*, viewer: Viewer) -> AlertPreference:
    """Give a person's wish; one that was never stored says that nothing is told outside."""
    found = AlertPreference.objects.filter(staff_id=viewer.staff_id).first()
    return found or AlertPreference(staff_id=viewer.staff_id)


def alert_browsers(*, viewer: Viewer) -> list[Subscription]:
    """List the browsers of a person that are told by web push, oldest first."""
    return pushes.subscriptions_of(f"staff:{viewer.staff_id}")
