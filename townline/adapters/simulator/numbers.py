"""Numbers of virtual phones: only those that no network has given to anyone."""

import re

from townline.platform.core.text import msisdn

_PHONE = re.compile(r"010-0000-\d{4}")


def phone_of(address: str) -> str | None:
    """Read a network address or a person's writing as ``010-0000-0001``; None for any other."""
    try:
        phone = msisdn.national(msisdn.parse(address).value)
    except msisdn.InvalidNumber:
        return None
    return phone if _PHONE.fullmatch(phone) else None


def address_of(number: str) -> str:
    """Write a number as networks do: digits with the country code, no plus sign."""
    return msisdn.parse(number).value.removeprefix("+")
