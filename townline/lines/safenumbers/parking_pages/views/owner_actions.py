"""What an owner does on their page; each deed gives the word that the page then says."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.parking_pages.views.inputs import Answer, Hours, PhonePlace
from townline.platform.core import clock
from townline.platform.web.reading import read


@dataclass(frozen=True, slots=True)
class Done:
    """``said`` names the words (owner_words.SAID); ``token`` is a new one for the cookie."""

    said: str
    token: str = ""


_ANSWERS = ("1", "2", "3")

type Action = Callable[[HttpRequest, api.LeaseView], Done]


def _answer(request: HttpRequest, lease: api.LeaseView) -> Done:
    form = read(request, Answer)
    found = next((one for one in _page(lease).open if str(one.id) == form.request), None)
    if found is None:
        raise api.RequestOver("nobody waits for this answer any more")
    digit = int(form.answer) if form.answer in _ANSWERS else 0
    api.request_answer(request_id=found.id, answer=digit, now=clock.now())
    return Done("answer")


def _page(lease: api.LeaseView) -> api.OwnerPage:
    return api.owner_page(lease.id, now=clock.now())


def _suspend(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.lease_suspend(by=api.OWNER, lease_id=lease.id, now=clock.now())
    return Done("suspend")


def _resume(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.lease_resume(by=api.OWNER, lease_id=lease.id, now=clock.now())
    return Done("resume")


def _hours(request: HttpRequest, lease: api.LeaseView) -> Done:
    form = read(request, Hours, begin="from", end="until")
    api.hours_set(
        by=api.OWNER,
        lease_id=lease.id,
        quiet_from=form.begin,
        quiet_until=form.end,
        now=clock.now(),
    )
    return Done("hours")


def _no_hours(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.hours_set(
        by=api.OWNER, lease_id=lease.id, quiet_from=None, quiet_until=None, now=clock.now()
    )
    return Done("no_hours")


def _talks_on(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.talks_set(by=api.OWNER, lease_id=lease.id, talks_unasked=True, now=clock.now())
    return Done("talks")


def _talks_off(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.talks_set(by=api.OWNER, lease_id=lease.id, talks_unasked=False, now=clock.now())
    return Done("talks")


def _phone_first(request: HttpRequest, lease: api.LeaseView) -> Done:
    chosen = _phone(request, lease)
    api.phone_first(by=api.OWNER, lease_id=lease.id, phone_id=chosen, now=clock.now())
    return Done("phones")


def _phone_out(request: HttpRequest, lease: api.LeaseView) -> Done:
    chosen, now = _phone(request, lease), clock.now()
    api.phone_out(by=api.OWNER, lease_id=lease.id, phone_id=chosen, now=now)
    # Links stop working with the telephone that may have got them; this one page goes on.
    return Done("phones", api.owner_link(lease_id=lease.id, now=now).removeprefix("/o/"))


def _phone(request: HttpRequest, lease: api.LeaseView) -> int:
    """Give the telephone that was chosen, if it is the owner's own and still there."""
    wanted = read(request, PhonePlace).place
    for one in _page(lease).phones:
        if str(one.id) == wanted and not one.fallback:
            return one.id
    raise api.PhonesInvalid(
        "that telephone is not there any more", most=api.numbers_settings().phones
    )


def _last(request: HttpRequest, lease: api.LeaseView) -> UUID:
    """Give the request that the page named as the last, unless another one came since."""
    last = _page(lease).last
    if last is None or read(request, Answer).request != str(last):
        raise api.RequestNotFound("another request came meanwhile")
    return last


def _block(request: HttpRequest, lease: api.LeaseView) -> Done:
    api.asker_block(request_id=_last(request, lease), now=clock.now())
    return Done("block")


def _report(request: HttpRequest, lease: api.LeaseView) -> Done:
    api.request_report(request_id=_last(request, lease), now=clock.now())
    return Done("report")


def _rotate(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.lease_rotate(by=api.OWNER, lease_id=lease.id, now=clock.now())
    return Done("rotate")


def _leave(_request: HttpRequest, lease: api.LeaseView) -> Done:
    api.lease_end(by=api.OWNER, lease_id=lease.id, now=clock.now(), erase=True)
    return Done("leave")


ACTIONS: dict[str, Action] = {
    "answer": _answer,
    "suspend": _suspend,
    "resume": _resume,
    "hours": _hours,
    "no_hours": _no_hours,
    "talks_on": _talks_on,
    "talks_off": _talks_off,
    "phone_first": _phone_first,
    "phone_out": _phone_out,
    "block": _block,
    "report": _report,
    "rotate": _rotate,
    "leave": _leave,
}
