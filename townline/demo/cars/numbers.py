"""Safe numbers of the demo, in every state a desk comes across; nobody is texted about them."""

import datetime as dt
from uuid import UUID

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseRequest, LeaseView, Via
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act

_CLERK = "clerk1"
_DAY = dt.timedelta(days=1)
_OFFICE = "02-0000-0100"
# Plate, telephones, for whom, language, days ago, and how it came.
_CARS: tuple[tuple[str, tuple[str, ...], Audience, str, int, Via], ...] = (
    ("12가3456", ("010-0000-4101",), Audience.RESIDENT, "ko", 210, Via.COUNTER),
    ("123나4567", ("010-0000-4102", "010-0000-4103"), Audience.RESIDENT, "ko", 180, Via.WEB),
    ("45다1212", ("010-0000-4104",), Audience.RESIDENT, "ko", 151, Via.WEB),
    ("서울31라7788", ("02-0000-4105", "010-0000-4105"), Audience.RESIDENT, "ko", 133, Via.COUNTER),
    ("267마9021", ("010-0000-4106",), Audience.RESIDENT, "en", 96, Via.WEB),
    ("31거5150", ("010-0000-4107",), Audience.RESIDENT, "ko", 88, Via.WEB),
    ("154너3303", ("010-0000-4108",), Audience.RESIDENT, "ko", 61, Via.COUNTER),
    ("88더6214", ("010-0000-4109",), Audience.RESIDENT, "ko", 47, Via.WEB),
    ("26호1001", ("010-0000-4110",), Audience.FLEET, "ko", 44, Via.BULK),
    ("26호1002", ("010-0000-4111",), Audience.FLEET, "ko", 44, Via.BULK),
    ("26호1003", ("010-0000-4112",), Audience.FLEET, "ko", 44, Via.BULK),
    ("70러2580", ("010-0000-4113",), Audience.RESIDENT, "ko", 20, Via.WEB),
    ("311머4044", ("010-0000-4114",), Audience.VISITOR, "en", 2, Via.WEB),
)


def numbers(now: dt.datetime) -> int:
    """Issue the demo's numbers and let some of them go on; returns how many leases."""
    clerk = departments.staff_by_username(_CLERK)
    assert clerk is not None  # noqa: S101 -- the demo's own staff
    viewer = departments.viewer_of(clerk, now=now)
    made = {car[0]: _issue(Act(viewer, now), car) for car in _CARS}
    _stories(Act(viewer, now), {plate: lease.id for plate, lease in made.items()})
    return len(made)


def _issue(act: Act, car: tuple[str, tuple[str, ...], Audience, str, int, Via]) -> LeaseView:
    plate, phones, audience, language, days, via = car
    lease_request = LeaseRequest(
        plate=plate,
        phones=phones,
        audience=audience,
        language=language,
        consent=api.numbers_settings().consent.version,
        fallback=_OFFICE if audience is Audience.FLEET else "",
    )
    by = api.OWNER if via is Via.WEB else act.viewer
    return api.lease_issue(
        by=by, wish=lease_request, via=via, now=act.now - days * _DAY, tell=False
    )


def _stories(act: Act, ids: dict[str, UUID]) -> None:
    def ago(days: int) -> dt.datetime:
        return act.now - days * _DAY

    api.hours_set(
        by=api.OWNER, lease_id=ids["123나4567"], quiet_from=dt.time(22), quiet_until=dt.time(7),
        now=ago(170),
    )  # fmt: skip
    api.talks_set(by=api.OWNER, lease_id=ids["45다1212"], talks_unasked=False, now=ago(90))
    api.lease_suspend(
        by=act.viewer, lease_id=ids["31거5150"], now=ago(3), reason="다른 차에 붙어 있다는 신고",
        tell=False,
    )  # fmt: skip
    api.lease_transfer(
        by=act.viewer, lease_id=ids["154너3303"], plate="412버6655", now=ago(15), reason="차를 바꿈"
    )
    api.lease_rotate(
        by=api.OWNER, lease_id=ids["88더6214"], now=ago(9), reason="광고 전화", tell=False
    )
    api.lease_end(by=act.viewer, lease_id=ids["70러2580"], now=ago(5), reason="이사 감", tell=False)
