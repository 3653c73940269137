"""What lies behind a link: one party's own home, its measures, and what they said."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.conversations import api as conversations
from townline.prevention.works.models import Consent, ConsentLink, Party
from townline.prevention.works.rules import MeasureState, ObjectState, Role

_HIDDEN = (MeasureState.PROPOSED, MeasureState.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A page behind a link. ``shown``: this telephone was shown to be the party's.

    ``parties``: whose homes it is about, its own first. ``masked``: the number that a code goes
    to, "" where none is known.
    """

    link: ConsentLink
    parties: Sequence[Party]
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


def parties_behind(link: ConsentLink, *, shown: bool) -> list[Party]:
    """Give whose homes lie behind a link: to a landlord who showed who they are, all of theirs.

    Whoever only has the link sees the home that it was made for; one query.
    """
    party = link.party
    if not shown or party.role != Role.LANDLORD or party.resident_id is None:
        return [party]
    rows = Party.objects.filter(
        role=party.role, resident_id=party.resident_id, ended_at=None,
        object__state=ObjectState.ACTIVE,
    ).select_related("object")  # fmt: skip
    return sorted(rows, key=lambda each: (each.pk != party.pk, each.object.address, each.pk))


def shows(link: ConsentLink, holder: str, now: dt.datetime) -> bool:
    """Say whether a telephone's secret is that of who typed the code, not long ago."""
    if not holder or not link.shown_hash or link.shown_until is None or link.shown_until < now:
        return False
    return secrets.compare_digest(link.shown_hash, link_hash(holder))


def behind(*, token: str, holder: str, now: dt.datetime) -> Behind:
    """Give what a link shows to a telephone; five queries. Raises LinkOver."""
    link = link_behind(token, now)
    shown = shows(link, holder, now)
    parties = parties_behind(link, shown=shown)
    rows = Consent.objects.filter(party__in=parties).exclude(measure__state__in=_HIDDEN)
    resident = link.party.resident_id
    brief = conversations.residents_brief([resident]).get(resident) if resident else None
    return Behind(
        link=link,
        parties=parties,
        consents=list(rows.select_related("measure").order_by("measure_id")),
        shown=shown,
        masked=brief.masked if brief and not brief.is_erased else "",
    )
