"""The one way in: whoever was recognised, by whatever means, passes here."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.http import client
from townline.platform.departments import api, marks
from townline.platform.web import carrying
from townline.platform.web.middleware import LANGUAGE_KEY
from townline.platform.web.registry import REGISTRY
from townline.platform.web.views import back_to

SECOND = "/sign-in/second/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class SignInTarget:
    """Where a sign-in leads, and what is carried through it.

    ``interrupted``: it stands in the way of a form that was sent.
    """

    to: str
    carried: str = ""
    interrupted: bool = False

    def context(self) -> dict[str, object]:
        """Give what the pages of a sign-in need to hand on."""
        return {"next": self.to, "carried": self.carried, "interrupted": self.interrupted}


def way_of(request: HttpRequest) -> SignInTarget:
    """Give the way that a step of a sign-in was handed."""
    return SignInTarget(back_to(request), carrying.carried_token(request))


def begin(
    request: HttpRequest, person: api.Staff, way: SignInTarget, *, by: str, strong: bool = False
) -> HttpResponse:
    """Go on after the first proof: in, or to the second one where the person has any.

    ``strong``: the first proof was already two, as a passkey is.
    """
    if strong or not api.has_second_factor(person.id):
        enter(request, person, mark=marks.PASSED if strong else "", by=by)
        return carrying.onward(request, way.to)
    request.session[marks.PENDING] = marks.pending(person, clock.now())
    if way.carried:
        return REGISTRY.value.sign_in_page(request, SECOND, way.to, way.carried, 200)
    return HttpResponseRedirect(f"{SECOND}?{urlencode({'next': way.to})}")


def enter(request: HttpRequest, person: api.Staff, *, mark: str, by: str) -> None:
    """Open a session of its own for a person, and write it down."""
    now = clock.now()
    request.session.pop(marks.PENDING, None)
    _settle(request, person, now)
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


def _settle(request: HttpRequest, person: api.Staff, now: dt.datetime) -> None:
    """Write down what ends by this sign-in, and what has ended before."""
    before = request.user
    if isinstance(before, api.Staff) and before != person:
        actor = audit.Actor("staff", person.id, person.name_ko)
        key = str(request.session.session_key)
        api.session_over(key=key, why=api.SessionEndReason.REPLACED, actor=actor, now=now)
    api.sessions_settle(now=now)


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
    return person if person and person.works(clock.now()) and fresh and same else None
