"""Photos of an incoming MMS: fetched from Twilio, because the call only names them."""

from collections.abc import Mapping
from typing import Final

import httpx
from django.conf import settings

from townline.adapters.sms_http.common.door import Provider
from townline.platform.core import media
from townline.platform.core.media import MediaRef

_MOST: Final = 10  # as Twilio's own limit
# Twilio waits fifteen seconds for our answer, whatever we still do.
_TIMEOUT: Final = httpx.Timeout(4.0)
_REDIRECTS: Final = 3
_DIGITS: Final = 4  # of a number of photos; Python reads no number of thousands of them


def fetch(form: Mapping[str, str], provider: Provider) -> tuple[MediaRef, ...]:
    """Fetch the photos of a call; one that cannot be had says so, and the text comes anyway."""
    count = form.get("NumMedia", "0")
    number = min(int(count), _MOST) if count.isdecimal() and len(count) <= _DIGITS else 0
    if not number:
        return ()
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=True, max_redirects=_REDIRECTS) as client:
        return tuple(
            _photo(client, form.get(f"MediaUrl{at}", ""), provider) for at in range(number)
        )


def _photo(client: httpx.Client, url: str, provider: Provider) -> MediaRef:
    # Only from the provider itself: an address in a form leads nowhere else in our network.
    if not url.startswith(provider.settings["url"] + "/"):
        return media.missing(media.NOT_FETCHED)
    auth = (provider.settings["account_sid"], provider.settings["auth_token"])
    try:
        with client.stream("GET", url, auth=auth) as response:
            response.raise_for_status()
            data = _read_limited(response)
    except httpx.HTTPError:
        return media.missing(media.NOT_FETCHED)
    return media.keep(data) if data else media.missing(media.NOT_FETCHED)


def _read_limited(response: httpx.Response) -> bytes:
    """Read at most one byte more than is kept: the store then says that it is too large."""
    data = bytearray()
    for chunk in response.iter_bytes(65536):
        data += chunk
        if len(data) > settings.TOWNLINE_PHOTO_BYTES:
            break
    return bytes(data)
