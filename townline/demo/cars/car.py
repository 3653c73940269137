"""A car of the demo, whose owner has one of the handset's phones: both sides can be tried."""

import datetime as dt

from townline.lines.safenumbers import api
from townline.platform.core.text import msisdn

PLATE = "68마2704"
PHONE = "010-0000-0001"  # that of the handset's first phone
_ISSUED = dt.timedelta(days=40)


def car(now: dt.datetime) -> None:
    """Give the car its number; nobody is texted about it."""
    lease_request = api.LeaseRequest(
        plate=PLATE,
        phones=[PHONE],
        audience=api.Audience.RESIDENT,
        language="ko",
        consent=api.numbers_settings().consent.version,
    )
    api.lease_issue(
        by=api.OWNER, wish=lease_request, via=api.Via.WEB, now=now - _ISSUED, tell=False
    )


def demo_lease() -> api.LeaseView | None:
    """Give the lease of the car, whatever was done to it since; None once it was given up."""
    leases = api.leases_of_phone(msisdn.parse(PHONE))
    return next((lease for lease in leases if api.plate_tail_fits(lease.id, tail())), None)


def tail() -> str:
    return PLATE[-4:]
