"""Links to a household's own page: made, texted, revoked, opened; each look is in the history."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import Q

from townline.casework.cases.api import InvalidInput, ends
from townline.casework.portal.api import LinkNotSent, LinkOver, NoPublicAddress, link_hash
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, HistorySender
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.core.text import msisdn
from townline.platform.core.text.particles import settle
from townline.prevention.surveys.api import Home, home_lock, home_subject
from townline.prevention.surveys.pages.models import HomeLink
from townline.prevention.surveys.pages.settings import SurveyPages

_BYTES = 16


def alive(now: dt.datetime) -> Q:
    """Select links that work."""
    return Q(expires_at__gt=now, revoked_at=None)


def link_behind(*, token: str, now: dt.datetime) -> HomeLink:
    """Give what a token opens. Raises LinkOver for one that is wrong or over."""
    rows = HomeLink.objects.filter(alive(now), token_hash=link_hash(token))
    found = rows.select_related("home").first()
    if found is None:
        raise LinkOver("there is no such link")
    return found


@transaction.atomic
def link_make(
    *,
    home_id: int,
    actor: audit.Actor,
    now: dt.datetime,
    resident: int | None = None,
    language: str = "",
) -> str:
    """Make a link in the place of all before it, and give its path. Raises NotFound.

    The token (128 bits) is told once; letters and digits only, or phones cut the link there.
    """
    home_lock(home_id)
    HomeLink.objects.filter(alive(now), home=home_id).update(revoked_at=now)
    token = secrets.token_hex(_BYTES)
    HomeLink.objects.create(
        home_id=home_id,
        resident_id=resident,
        token_hash=link_hash(token),
        language=language,
        made_at=now,
        made_by_id=actor.id if actor.kind == "staff" else None,
        expires_at=now + dt.timedelta(days=district.part(SurveyPages).home_link_days),
    )
    note(home_id, "home:link:make", actor, now, by="text" if resident else "card")
    return f"/h/{token}"


@transaction.atomic
def link_send(
    *, home_id: int, phone: str, language: str, actor: audit.Actor, now: dt.datetime
) -> dt.datetime | None:
    """Text a new link to a number; give when it leaves, None for at once.

    Raises InvalidInput, NoPublicAddress, LinkNotSent, NotFound.
    """
    if not public.address("/"):
        raise NoPublicAddress("set TOWNLINE_PUBLIC_URL: links in texts begin with it")
    resident = _resident(phone, language, now)
    path = link_make(home_id=home_id, actor=actor, now=now, resident=resident, language=language)
    until = resident_moments.moment(
        now + dt.timedelta(days=district.part(SurveyPages).home_link_days), language
    )
    place = Home.objects.values_list("place", flat=True).get(id=home_id)
    known = district.part(SurveyPages).home_link
    words = district.localized_words(known, "surveys.home_link", language)
    office = district.part(Office).name.in_language(language)
    body = settle(words.format(office=office, place=place, link=public.address(path), until=until))
    sent = conversations.automatic_queue(
        resident_id=resident, body=body, reference=home_subject(home_id), now=now, cause=Cause.OWN,
        not_before=(leaves_at := ends(now)),
    )  # fmt: skip
    if sent is None:
        raise LinkNotSent("no automatic text may go to this number now: STOP, or too many")
    return leaves_at


def mobile_of(phone: str) -> msisdn.Msisdn:
    """Read a mobile number as a person writes it. Raises InvalidInput."""
    try:
        number = msisdn.parse(phone)
    except msisdn.InvalidNumber:
        raise InvalidInput("a mobile number is needed") from None
    if not number.is_mobile:
        raise InvalidInput("a mobile number is needed")
    return number


def _resident(phone: str, language: str, now: dt.datetime) -> int:
    number = mobile_of(phone)
    sender = HistorySender(number=number.value, language=language, first_at=now)
    made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
    return made.residents[number.value]


@transaction.atomic
def links_revoke(*, home_id: int, actor: audit.Actor, now: dt.datetime) -> int:
    """Let no link to a home work any more; give how many did."""
    gone = HomeLink.objects.filter(alive(now), home=home_id).update(revoked_at=now)
    if gone:
        note(home_id, "home:link:revoke", actor, now)
    return gone


def link_look(*, link: HomeLink, now: dt.datetime) -> None:
    """Write down that somebody looked."""
    note(link.home_id, "home:link:look", audit.RESIDENT, now, link=link.pk)


def note(home_id: int, event: str, actor: audit.Actor, now: dt.datetime, **data: object) -> None:
    """Append a line to a home's history that changes no state."""
    audit.record(
        audit.AuditEntry(
            subject=home_subject(home_id), event=event, actor=actor, at=now, data=dict(data)
        )
    )
