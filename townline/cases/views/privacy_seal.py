"""A number on its way from one page to the next: sealed, for one person, for a quarter hour.

The pages about one person need its number at each step, and none of them shows it.
"""

import datetime as dt
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from townline.core import crypto
from townline.departments.api import Viewer

_LIFE = dt.timedelta(minutes=15)


def seal(number: str, viewer: Viewer, now: dt.datetime) -> str:
    """Give what a page may carry in the number's place."""
    words = json.dumps([number, viewer.staff_id, now.timestamp()])
    return urlsafe_b64encode(crypto.ring().encrypt(words)).decode()


def unseal(given: str, viewer: Viewer, now: dt.datetime) -> str | None:
    """Give the number; None for what is too old, another person's, or nothing of ours."""
    try:
        words = crypto.ring().decrypt(urlsafe_b64decode(given))
        number, staff_id, at = json.loads(words)
    except (crypto.KeysUnusable, ValueError, TypeError):
        return None
    young = now - dt.datetime.fromtimestamp(at, dt.UTC) < _LIFE
    return str(number) if young and staff_id == viewer.staff_id else None
