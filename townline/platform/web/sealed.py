"""What travels from page to page in a hidden field: sealed by us, of one kind, for a time."""

import datetime as dt
import json
import zlib
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

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


_MOST = 480_000  # bytes of packed files, of which a form's fields take a megabyte


def seal_files(kind: str, files: Mapping[str, bytes], now: dt.datetime) -> str:
    """Give what a page may carry in the place of files; "" for those that are too large."""
    packed = {name: zlib.compress(content, 6) for name, content in files.items()}
    if sum(map(len, packed.values())) > _MOST:
        return ""
    return seal(kind, {name: b64encode(held).decode() for name, held in packed.items()}, now)


def unseal_files(kind: str, given: str, now: dt.datetime, life: dt.timedelta) -> dict[str, bytes]:
    """Give the files again; none for what is too old, or nothing of ours."""
    held = unseal(kind, given, now, life) if given else None
    if not isinstance(held, dict):
        return {}
    return {name: zlib.decompress(b64decode(packed)) for name, packed in held.items()}
