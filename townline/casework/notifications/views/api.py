"""How a person wishes to be told outside of the pages."""

import datetime as dt
from typing import Annotated

from ninja import Router, Schema
from pydantic import AfterValidator, Field

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api.inputs import Input
from townline.casework.notifications import api
from townline.casework.notifications.models import AlertPreference
from townline.casework.notifications.rules import AlertKind, Way
from townline.platform.core import clock

router = Router(tags=["notifications"])


def _hour(text: str) -> str:
    dt.time.fromisoformat(text)  # the pattern lets 24:00 through
    return text


type Hour = Annotated[str, Field(pattern=r"^[0-2][0-9]:[0-5][0-9]$"), AfterValidator(_hour)]
type Ways = Annotated[list[Way], Field(max_length=3)]


class AlertWays(Schema):
    """Ways by kind, and the quiet hours of the district's day (null: none)."""

    ways: dict[AlertKind, list[Way]]
    quiet_from: str | None
    quiet_to: str | None


class AlertChoice(Input):
    """What is left out of ``ways`` is not told; both hours, or neither."""

    ways: dict[AlertKind, Ways] = {}
    quiet_from: Hour | None = None
    quiet_to: Hour | None = None


def _wish(row: AlertPreference) -> AlertWays:
    return AlertWays(
        ways={AlertKind(kind): [Way(way) for way in ways] for kind, ways in row.ways.items()},
        quiet_from=row.quiet_from.strftime("%H:%M") if row.quiet_from else None,
        quiet_to=row.quiet_to.strftime("%H:%M") if row.quiet_to else None,
    )


@router.get("/notifications", response=AlertWays, operation_id="notifications_get")
def wish(request: StaffRequest) -> AlertWays:
    """Tell what one is told of outside of the pages, and how."""
    return _wish(api.alert_wish(viewer=request.viewer))


@router.put("/notifications", response=AlertWays, operation_id="notifications_choose")
def choose(request: StaffRequest, said: AlertChoice) -> AlertWays:
    """Choose it. A way that cannot reach one yet is refused: ``problem`` says which."""
    row = api.alerts_choose(
        viewer=request.viewer,
        ways={str(kind): [str(way) for way in ways] for kind, ways in said.ways.items()},
        quiet_from=dt.time.fromisoformat(said.quiet_from) if said.quiet_from else None,
        quiet_to=dt.time.fromisoformat(said.quiet_to) if said.quiet_to else None,
        now=clock.now(),
    )
    return _wish(row)
