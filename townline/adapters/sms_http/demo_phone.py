"""The demo's phone: virtual handsets send photos through it, and nothing is sent by it.

It stands in no file. ``townline run`` names it in TOWNLINE_DEMO_PHONE, with a key made anew at
each start, and only the demo's processes believe it: ``http://demo-phone:KEY@HOST:PORT/PATH``.
"""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from townline.adapters.sms_http.common.door import Provider

NAME: Final = "demo-phone"


def demo_phone() -> Provider | None:
    """Give the demo's phone, as far as calls of it need: no address, no account to send with."""
    key = urlsplit(settings.TOWNLINE_DEMO_PHONE).password
    if not key:
        return None
    known = {"signing_key": key, "mms": "downloaded"}
    return Provider(kind="android", name=NAME, priority=999, settings=known)
