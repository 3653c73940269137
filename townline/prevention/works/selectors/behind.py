"""What lies behind a link: one party's own home, its measures, and what they said."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.conversations import api as conversations
from townline.prevention.works.models import Consent, ConsentLink
from townline.prevention.works.rules.states import MeasureState, ObjectState

_HIDDEN = (MeasureState.PROPOSED, MeasureState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A page behind a link. ``shown``: this telephone was shown to be the party's.

    ``masked``: the number that a code goes to, "" where none is known.
    """

    link: ConsentLink
    consents: Sequence[Consent]
    shown: bool
    masked: str


def link_behind(token: str, now: dt.datetime) -> ConsentLink:
    """Give the link of a token. Raises LinkOver for one that is wrong, over, or another's now."""
    rows = ConsentLink.objects.select_related("party__object").filter(
        token_hash=link_hash(token),
        until__gt=now,
        party__ended_at=None,
        party__object__state=ObjectState.ACTIVE,
    )
    link = rows.first()
    if link is None:
        raise LinkOver("there is no such link")
    return link


def shows(link: ConsentLink, holder: str, now: dt.datetime) -> bool:
    """Say whether a telephone's secret is that of who typed the code, not long ago."""
    if not holder or not link.shown_hash or link.shown_until is None or link.shown_until < now:
        return False
    return secrets.compare_digest(link.shown_hash, link_hash(holder))


def behind(*, token: str, holder: str, now: dt.datetime) -> Behind:
    """Give what a link shows to a telephone; four queries. Raises LinkOver."""
    link = link_behind(token, now)
    rows = Consent.objects.filter(party=link.party).exclude(measure__state__in=_HIDDEN)
    resident = link.party.resident_id
    brief = conversations.residents_brief([resident]).get(resident) if resident else None
    return Behind(
        link=link,
        consents=list(rows.select_related("measure").order_by("measure_id")),
        shown=shows(link, holder, now),
        masked=brief.masked if brief and not brief.is_erased else "",
    )
