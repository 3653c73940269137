"""Who asks for a ticket: the office's own kiosk or counter by its token, or anybody."""

import datetime as dt

from django.http import HttpRequest

from townline.lines.queues.api import Stranger
from townline.lines.queues.work import origin_of
from townline.platform.core.http.client import client_key
from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission


def stranger_of(request: HttpRequest, proof: str, *, proved: bool = False) -> Stranger:
    """Give what anybody shows: where they come from, and their work."""
    return Stranger(origin=origin_of(client_key(request)), work=proof, proved=proved)


def is_office(authorization: str, now: dt.datetime) -> bool | None:
    """Say whether a token may take tickets for whoever stands there; None for an unknown one."""
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer":
        return False
    token = departments.token_find(secret=secret.strip(), now=now)
    if token is None:
        return None
    return departments.viewer_of(token.staff, token=token, now=now).may(Permission.DESK)
