"""How a person wishes to be told outside of the pages."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import AfterValidator, Field

from townline.casework.cases.views.access import StaffRequest
from townline.casework.notifications import api
from townline.casework.notifications.models import AlertPreference
from townline.casework.notifications.rules import AlertKind, Way
from townline.platform.core import clock
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Input, Reason

router = Router(tags=["notifications"])


_KEYS = ("endpoint", "p256dh", "auth")


def _hour(text: str) -> str:
    dt.time.fromisoformat(text)  # the pattern lets 24:00 through
    return text


type Hour = Annotated[str, Field(pattern=r"^[0-2][0-9]:[0-5][0-9]$"), AfterValidator(_hour)]
type Ways = Annotated[list[Way], Field(max_length=3)]


class AlertWays(Schema):
    """Channels by kind of notification, and the do not disturb hours (null: none)."""

    ways: dict[AlertKind, list[Way]]
    quiet_from: str | None
    quiet_to: str | None


class AlertChoice(Input):
    """Kinds left out of ``ways`` are turned off; give both hours, or neither."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "ways": gettext_noop("알림 종류와 방법"),
        "quiet_from": gettext_noop("방해 금지 시작 시각"),
        "quiet_to": gettext_noop("방해 금지 종료 시각"),
        "sound": gettext_noop("소리"),
    }

    ways: dict[AlertKind, Ways] = {}
    quiet_from: Hour | None = None
    quiet_to: Hour | None = None

    def arguments(self) -> dict[str, Any]:
        hours = {"quiet_from": self.quiet_from, "quiet_to": self.quiet_to}
        return {
            name: dt.time.fromisoformat(hour) if hour else None for name, hour in hours.items()
        } | {"ways": {str(kind): [str(way) for way in ways] for kind, ways in self.ways.items()}}


class ChoiceOnPage(AlertChoice):
    sound: bool = False

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"sound": self.sound}


class Browser(Input):
    """What a browser gives for web push; the room says what is wrong with it."""

    CALLED: ClassVar[Mapping[str, str]] = dict.fromkeys(_KEYS, gettext_noop("브라우저"))
    endpoint: Reason = ""
    p256dh: Reason = ""
    auth: Reason = ""


def _alert_ways(row: AlertPreference) -> AlertWays:
    return AlertWays(
        ways={AlertKind(kind): [Way(way) for way in ways] for kind, ways in row.ways.items()},
        quiet_from=row.quiet_from.strftime("%H:%M") if row.quiet_from else None,
        quiet_to=row.quiet_to.strftime("%H:%M") if row.quiet_to else None,
    )


@router.get("/notifications", response=AlertWays, operation_id="notifications_get")
def wish(request: StaffRequest) -> AlertWays:
    """Get your notification settings."""
    return _alert_ways(api.alert_preference(viewer=request.viewer))


@router.put("/notifications", response=AlertWays, operation_id="notifications_choose")
def choose(request: StaffRequest, payload: AlertChoice) -> AlertWays:
    """Change your notification settings.

    A channel that cannot reach you yet is refused; ``problem`` names it.
    """
    row = api.alerts_choose(Act(request.viewer, clock.now()), **payload.arguments())
    return _alert_ways(row)
