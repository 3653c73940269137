"""Who asks for a ticket: the office's own kiosk or counter by its token, or anybody."""

import datetime as dt

from django.http import HttpRequest

from townline.departments import api as departments
from townline.departments.api import Power
from townline.queues.api import Stranger
from townline.queues.work import origin_of

_OURS = {"", "127.0.0.1", "::1"}


def address_of(near: str, forwarded: str) -> str:
    """Give where a request comes from: what our own web server says of it, else who is nearest."""
    said = forwarded.rsplit(",", maxsplit=1)[-1].strip()
    return said if near in _OURS and said else near


def stranger_of(request: HttpRequest, proof: str, *, proved: bool = False) -> Stranger:
    """Give what anybody shows: where they come from, and their work."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    address = address_of(str(request.META.get("REMOTE_ADDR") or ""), forwarded)
    return Stranger(origin=origin_of(address), work=proof, proved=proved)


def is_office(authorization: str, now: dt.datetime) -> bool | None:
    """Say whether a token may take tickets for whoever stands there; None for an unknown one."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return False
    token = departments.token_find(secret=secret.strip(), now=now)
    if token is None:
        return None
    return departments.viewer_of(token.staff, token=token, now=now).may(Power.DESK)
