"""What a district decides about its safe numbers: ``safe_numbers`` of district.json."""

import datetime as dt

from townline.lines.safenumbers.settings import Safe, SafeNumbers
from townline.platform.core import district


def numbers_settings() -> SafeNumbers:
    """Give what the district decided."""
    return district.part(Safe).safe_numbers


def quiet_columns() -> dict[str, dt.time]:
    """Give the quiet hours that a new lease begins with; its owner may change or end them."""
    quiet = numbers_settings().quiet
    return {"quiet_from": quiet.start, "quiet_until": quiet.end} if quiet else {}
