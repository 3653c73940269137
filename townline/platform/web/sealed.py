"""What travels from page to page in a hidden field: sealed by us, of one kind, for a time."""

import datetime as dt
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from townline.platform.core.keys import crypto


def seal(kind: str, value: object, now: dt.datetime) -> str:
    """Give what a page may carry in the place of ``value`` (anything that JSON can write)."""
    words = json.dumps([kind, now.timestamp(), value])
    return urlsafe_b64encode(crypto.ring().encrypt(words)).decode()


def unseal(kind: str, given: str, now: dt.datetime, life: dt.timedelta) -> object:
    """Give the value again; None for what is too old, of another kind, or nothing of ours."""
    try:
        sealed_as, at, value = json.loads(crypto.ring().decrypt(urlsafe_b64decode(given)))
        young = now - dt.datetime.fromtimestamp(at, dt.UTC) < life
    except (crypto.KeysUnusable, ValueError, TypeError):
        return None
    return value if sealed_as == kind and young else None
