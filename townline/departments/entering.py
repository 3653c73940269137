"""The one way in: whoever was recognised, by whatever means, passes here."""

import datetime as dt
from urllib.parse import urlencode

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from townline.core import client, clock
from townline.departments import api, marks
from townline.web.middleware import LANGUAGE_KEY

BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(
    request: HttpRequest, person: api.Staff, *, to: str, by: str, strong: bool = False
) -> HttpResponse:
    """Go on after the first proof: in, or to the second one where the person has any.

    ``strong``: the first proof was already two, as a passkey is.
    """
    if strong or not api.has_second_factor(person.id):
        enter(request, person, mark=marks.PASSED if strong else "", by=by)
        return HttpResponseRedirect(to)
    request.session[marks.PENDING] = marks.pending(person, clock.now())
    return HttpResponseRedirect("/sign-in/second/?" + urlencode({"next": to}))


def enter(request: HttpRequest, person: api.Staff, *, mark: str, by: str) -> None:
    """Open a session of its own for a person, and write it down."""
    now = clock.now()
    request.session.pop(marks.PENDING, None)
    auth.login(request, person, backend=BACKEND)
    request.session[LANGUAGE_KEY] = person.language
    request.session[marks.FACTOR] = mark
    request.session[marks.PROVED] = request.session[marks.SEEN] = now.timestamp()
    api.session_begin(
        staff=person,
        key=str(request.session.session_key),
        address=client.client_address(request),
        agent=request.headers.get("User-Agent", ""),
        by=by,
        now=now,
    )


def pending(request: HttpRequest) -> api.Staff | None:
    """Give the person whose first proof was right a short while ago."""
    waiting = request.session.get(marks.PENDING)
    if not waiting:
        return None
    began = dt.datetime.fromtimestamp(waiting["at"], dt.UTC)
    person = api.staff_by_id(waiting["id"])
    fresh = clock.now() - began < marks.PENDING_LIFE
    # A change of password ends what it had begun.
    same = person and constant_time_compare(waiting.get("hash", ""), person.get_session_auth_hash())
    return person if person and person.is_active and fresh and same else None
