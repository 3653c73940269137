"""Asking landlords and tenants: by text with a link, by letter with a code; reminding; the year."""

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from townline.casework.cases import api as cases
from townline.casework.portal.api import NoPublicAddress, link_hash
from townline.platform.conversations import api as conversations
from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.platform.core.settings import Office
from townline.platform.core.text.particles import settle
from townline.prevention.works.models import Consent, ConsentLink, Party
from townline.prevention.works.rules import (
    MISSING,
    WANTED,
    ConsentState,
    How,
    MeasureState,
    ObjectState,
    Role,
)
from townline.prevention.works.selectors.kinds import measure_name, work_text, works
from townline.prevention.works.services.consenting import (
    consents_ask,
    consents_expire,
    consents_remind,
)

# A party with what they are asked for at one home.
type Home = tuple[Party, Sequence[Consent]]

_TOKEN_BYTES = 16
_BATCH = 200
_DAY = range(9, 18)
_YEAR = 365
_SOON = 30  # days before a tenant's consent ends, or a year is over
# A letter may lie for a while, and whoever found it may be away.
_ASKABLE = frozenset({ConsentState.NEEDED, ConsentState.EXPIRED, ConsentState.ASKED})

# Who lives there matters for what is to come, and for what is looked at again each year.
_LIVED = Q(measure__state__in=sorted(WANTED)) | Q(
    measure__state=MeasureState.ACCEPTED, measure__check_on__isnull=False
)


@dataclass(frozen=True, slots=True)
class AskingResult:
    """What became of asking: consents of how many parties went out, and of how many not.

    ``leaves_at``: when the texts leave, None for at once.
    """

    sent: int
    unreachable: int
    leaves_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A link that was made: its address, told once, and whose it is."""

    party: Party
    url: str


def link_make(party: Party, how: How, now: dt.datetime) -> Address:
    """Make a link to a party's page. Raises NoPublicAddress."""
    token = secrets.token_hex(_TOKEN_BYTES)
    url = public.address(f"/k/{token}")
    if not url:
        raise NoPublicAddress("set TOWNLINE_PUBLIC_URL: links in texts begin with it")
    ConsentLink.objects.create(
        party=party,
        token_hash=link_hash(token),
        how=how,
        made_at=now,
        until=now + dt.timedelta(days=works().link_days),
    )
    return Address(party, url)


@transaction.atomic
def parties_text(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> AskingResult:
    """Text parties the link to their page, where a text can go, outside of the quiet hours.

    Raises NoPublicAddress.
    """
    rows = parties_of(ids)
    briefs = conversations.residents_brief(row.resident_id for row in rows if row.resident_id)
    sent = 0
    for homes in together(_askable_consents(rows)):
        brief = briefs.get(homes[0][0].resident_id or 0)
        if brief and brief.is_mobile and _text(homes, "ask", now):
            consents_ask(_ids(homes), How.LINK, actor=actor, now=now)
            sent += len(homes)
    return AskingResult(sent, len(rows) - sent, cases.ends(now) if sent else None)


@transaction.atomic
def parties_post(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime
) -> list[tuple[Address, Sequence[Consent]]]:
    """Make what a letter to each party needs, and note that they were asked.

    Whose last letter came back gets none before the address was corrected, nor does a landlord
    whose address nobody knows: the home is where the tenant lives. Raises NoPublicAddress.
    """
    made = []
    reached = [party for party in parties_of(ids) if has_address(party)]
    for party, consents in _askable_consents(reached):
        made.append((link_make(party, How.LETTER, now), consents))
        consents_ask([each.pk for each in consents], How.LETTER, actor=actor, now=now)
    return made


def has_address(party: Party) -> bool:
    """Say whether a letter may go to a party: a tenant lives at the home, a landlord may not."""
    knows = party.post is not None or party.role == Role.TENANT
    return knows and party.returned_on is None


def parties_of(ids: Iterable[int]) -> list[Party]:
    """Give parties of now whose objects stand, in the order of their dongs and addresses."""
    rows = Party.objects.filter(
        id__in=list(ids), ended_at=None, object__state=ObjectState.ACTIVE
    ).select_related("object")
    return list(rows.order_by("object__dong", "object__address", "role", "id"))


def _askable_consents(parties: Sequence[Party]) -> list[Home]:
    """Give the consents that each may be asked for; who has none is left out; one query."""
    rows = Consent.objects.filter(
        party__in=parties, state__in=sorted(_ASKABLE), measure__state__in=sorted(WANTED)
    ).select_related("measure")
    found: dict[int, list[Consent]] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.party_id or 0, []).append(row)
    return [(party, found[party.pk]) for party in parties if party.pk in found]


def together(homes: Iterable[Home]) -> list[list[Home]]:
    """Put the homes of one landlord together: one text and one link for all of them."""
    found: dict[object, list[Home]] = {}
    for party, consents in homes:
        owns = party.role == Role.LANDLORD and party.resident_id
        found.setdefault(party.resident_id if owns else (party.pk,), []).append((party, consents))
    return list(found.values())


def _ids(homes: Iterable[Home]) -> list[int]:
    return [each.pk for _, consents in homes for each in consents]


def _text(homes: Sequence[Home], words: str, now: dt.datetime) -> bool:
    """Queue the text with a new link; say whether one may go."""
    party = homes[0][0]
    consents = [each for _, own in homes for each in own]
    if party.resident_id is None:
        return False
    template = work_text(words, party.language)
    names = dict.fromkeys(measure_name(each.measure.kind, party.language) for each in consents)
    body = settle(
        template.format(
            office=district.part(Office).name.in_language(party.language),
            place=_places(party, len(homes) - 1),
            measures=", ".join(names),
            day=resident_moments.day(answer_by(_day(now)), party.language),
            link=link_make(party, How.LINK, now).url,
        )
    )
    queued = conversations.automatic_queue(
        resident_id=party.resident_id,
        body=body,
        reference=f"work_object:{party.object_id}",
        now=now,
        cause=conversations.Cause.FOLLOWS,
        not_before=cases.ends(now),
    )
    return queued is not None


def answer_by(day: dt.date) -> dt.date:
    """Give the day until which who is asked on a day may answer."""
    return day + dt.timedelta(days=works().answer_within)


def answer_day(consents: Iterable[Consent]) -> dt.date | None:
    """Give the day that the last text or letter about consents named; None where none was sent."""
    moments = [each.reminded_at or each.asked_at for each in consents]
    last = max((at for at in moments if at), default=None)
    return answer_by(_day(last)) if last else None


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(district.current().zone).date()


def _places(party: Party, more: int) -> str:
    """Name a home, and how many more of the same landlord."""
    if not more:
        return party.object.address
    form = district.text("work_places_more", party.language)
    return form.format(place=party.object.address, more=more)


def consents_run(*, now: dt.datetime) -> int:
    """Remind who has not answered, ask tenants once a year, end what is over; give how many.

    It may run as often as one likes; by night nobody is texted.
    """
    hour = now.astimezone(district.current().zone).hour
    if not public.address("/") or hour not in _DAY:
        return _expire(now)
    return _remind(now) + _renew(now) + _expire(now)


def _remind(now: dt.datetime) -> int:
    known = works()
    before = now - dt.timedelta(days=known.remind_days)
    rows = Consent.objects.filter(
        state=ConsentState.ASKED, how=How.LINK, reminders__lt=known.reminders,
        asked_at__lt=before, measure__state__in=sorted(WANTED), party__ended_at=None,
    ).filter(Q(reminded_at=None) | Q(reminded_at__lt=before))  # fmt: skip
    return _each_party(rows.values_list("party", flat=True), "remind", now)


def _renew(now: dt.datetime) -> int:
    """Ask tenants once a year whether they still live there, before their consent ends."""
    year = now - dt.timedelta(days=_YEAR - _SOON)
    last = Q(party__asked_at=None, party__since__lt=year) | Q(party__asked_at__lt=year)
    rows = Consent.objects.filter(
        last, _LIVED, state=ConsentState.GIVEN, role=Role.TENANT, party__ended_at=None
    )
    return _each_party(rows.values_list("party", flat=True), "renew", now)


def _each_party(ids: Iterable[int], words: str, now: dt.datetime) -> int:
    """Text each party in a transaction of its own: one that fails keeps no other from it."""
    wanted = sorted(set(ids))[:_BATCH]
    state = ConsentState.ASKED if words == "remind" else ConsentState.GIVEN
    which = _LIVED if words == "renew" else Q(measure__state__in=sorted(WANTED))
    parties = parties_of(wanted)
    homes = together((party, ()) for party in parties)
    return sum(
        _again([each for each, _ in own], words, Q(which, state=state), now) for own in homes
    )


@transaction.atomic
def _again(parties: Sequence[Party], words: str, which: Q, now: dt.datetime) -> bool:
    rows = Consent.objects.filter(which, party__in=parties).select_related("measure")
    found: dict[int, list[Consent]] = {}
    for row in rows.order_by("id"):
        found.setdefault(row.party_id or 0, []).append(row)
    homes = [(party, found[party.pk]) for party in parties if party.pk in found]
    if not homes or not _text(homes, words, now):
        return False
    consents_remind(_ids(homes), actor=audit.SYSTEM, now=now)
    if words == "renew":
        Party.objects.filter(pk__in=[party.pk for party, _ in homes]).update(asked_at=now)
    return True


def _expire(now: dt.datetime) -> int:
    """End what is over; what was ordered with a consent keeps it."""
    rows = Consent.objects.filter(
        state=ConsentState.GIVEN, valid_until__lt=_day(now), measure__state__in=sorted(WANTED)
    )
    ids = list(rows.order_by("id").values_list("id", flat=True)[:_BATCH])
    return len(consents_expire(ids, actor=audit.SYSTEM, now=now)) if ids else 0


def parties_missing(ids: Iterable[int]) -> list[int]:
    """Give the parties of consents that are missing."""
    rows = Consent.objects.filter(id__in=list(ids), state__in=sorted(MISSING))
    return sorted(set(rows.exclude(party=None).values_list("party_id", flat=True)))
