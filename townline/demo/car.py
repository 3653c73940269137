"""A car of the demo, whose owner has one of the handset's phones: both sides can be tried."""

import datetime as dt

from townline.demo.parked import PHONE, PLATE
from townline.lines.safenumbers import api

_ISSUED = dt.timedelta(days=40)


def car(now: dt.datetime) -> None:
    """Give the car its number; nobody is texted about it."""
    wish = api.Wish(
        plate=PLATE,
        phones=[PHONE],
        audience=api.Audience.RESIDENT,
        language="ko",
        consent=api.numbers_settings().consent["version"],
    )
    api.lease_issue(by=api.OWNER, wish=wish, via=api.Via.WEB, now=now - _ISSUED, tell=False)
