"""What a landlord or tenant does behind their link: shows who they are, answers, moves out."""

import datetime as dt
import secrets
from collections.abc import Mapping

from django.db import transaction

from townline.casework.portal.api import link_hash
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.settings import Office
from townline.platform.core.text import msisdn
from townline.platform.core.text.msisdn import Msisdn
from townline.prevention.works.errors import (
    ConsentCodeWrong,
    NoAnswer,
    NoCodeSent,
    NotShown,
    NotYourConsent,
)
from townline.prevention.works.models import Consent, ConsentLink, Party
from townline.prevention.works.rules import ConsentState, How, Role
from townline.prevention.works.selectors.behind import link_behind, parties_behind, shows
from townline.prevention.works.selectors.kinds import work_text
from townline.prevention.works.services.consenting import (
    ConsentAnswer,
    consents_give,
    consents_refuse,
)
from townline.prevention.works.services.moving import reason_of
from townline.prevention.works.services.parties import party_end

PURPOSE = "work-consent"
SHOWN = dt.timedelta(hours=1)
_BYTES = 16


def code_begin(*, token: str, phone: str, language: str, now: dt.datetime) -> str:
    """Text a code to the party's telephone, else to ``phone`` (E.164); give what goes with it.

    A known number alone is asked: whoever holds the link cannot put their own in its place.
    Raises LinkOver, NoCodeSent.
    """
    link = link_behind(token, now)
    known = _known_phone(link.party)
    to = known or (msisdn.parse(phone) if phone else None)
    proof = to and conversations.verification_begin(
        phone=to,
        purpose=PURPOSE,
        body=work_text("code", language).format(
            office=district.part(Office).name.in_language(language), code="{code}"
        ),
        language=language,
        now=now,
        payload={"link": link.pk},
        is_known=known is not None,
    )
    if not proof:
        raise NoCodeSent("no code may go to this number now")
    return proof


def code_finish(*, token: str, proof: str, code: str, now: dt.datetime) -> str:
    """Take the code, and give the secret that this telephone shows from now on.

    Who was asked by letter becomes known by their number. Raises LinkOver, ConsentCodeWrong.
    """
    link = link_behind(token, now)
    found = conversations.verification_finish(token=proof, code=code, purpose=PURPOSE, now=now)
    if found is None or found.payload.get("link") != link.pk:
        raise ConsentCodeWrong("the code is wrong or too old; ask for a new one")
    with transaction.atomic():
        party = Party.objects.select_for_update().get(pk=link.party_id)
        if party.resident_id not in {None, found.resident_id}:
            raise ConsentCodeWrong("another number is known meanwhile")
        party.resident_id = found.resident_id
        party.save(update_fields=["resident_id"])
        secret = secrets.token_hex(_BYTES)
        ConsentLink.objects.filter(pk=link.pk).update(
            shown_hash=link_hash(secret), shown_until=now + SHOWN
        )
    return secret


@transaction.atomic
def answers_take(
    *, token: str, holder: str, answers: Mapping[int, bool], reason: str, now: dt.datetime
) -> int:
    """Take a yes or no for consents of this link's party, by id; give how many changed.

    Raises LinkOver, NotShown, NotYourConsent (then nothing is answered), NoAnswer,
    WorkReasonNeeded for a no without reason.
    """
    link = _proven_link(token, holder, now)
    parties = parties_behind(link, shown=True)
    known = {row.pk: row for row in Consent.objects.filter(party__in=parties)}
    if any(each not in known for each in answers):
        raise NotYourConsent("the link is for another home")
    if not answers:
        raise NoAnswer("nothing was chosen")
    yes = [each for each, is_yes in answers.items() if is_yes and not _is_given(known[each])]
    no = [each for each, is_yes in answers.items() if not is_yes and not _is_refused(known[each])]
    actor = _actor(link.party)
    if yes:
        consents_give(yes, ConsentAnswer(how=How.LINK), actor=actor, now=now)
    if no:
        answer = ConsentAnswer(how=How.LINK, reason=reason_of(reason))
        consents_refuse(no, answer, actor=actor, now=now)
    return len(yes) + len(no)


@transaction.atomic
def still_here(*, token: str, holder: str, now: dt.datetime) -> int:
    """Take that a tenant still lives there: what they gave counts for another year."""
    link = _proven_link(token, holder, now)
    given = Consent.objects.filter(party=link.party, state=ConsentState.GIVEN)
    ids = list(given.order_by("id").values_list("id", flat=True))
    Party.objects.filter(pk=link.party_id).update(asked_at=now)
    if ids:
        consents_give(ids, ConsentAnswer(how=How.LINK), actor=_actor(link.party), now=now)
    return len(ids)


def moved_out(*, token: str, holder: str, now: dt.datetime, party_id: int | None = None) -> None:
    """Take that somebody is tenant or landlord no more; ``party_id``: of which of their homes.

    Raises LinkOver, NotShown, NotYourConsent.
    """
    link = _proven_link(token, holder, now)
    which = party_id or link.party_id
    if which not in {each.pk for each in parties_behind(link, shown=True)}:
        raise NotYourConsent("the link is for another home")
    party_end(party_id=which, actor=_actor(link.party), now=now)


def _proven_link(token: str, holder: str, now: dt.datetime) -> ConsentLink:
    link = link_behind(token, now)
    if not shows(link, holder, now):
        raise NotShown("this telephone was not shown to be theirs")
    return link


def _known_phone(party: Party) -> Msisdn | None:
    return conversations.resident_phone(party.resident_id) if party.resident_id else None


def _actor(party: Party) -> audit.Actor:
    label = "세입자" if party.role == Role.TENANT else "집주인"
    return audit.Actor("party", party.pk, label)


def _is_given(row: Consent) -> bool:
    return row.state == ConsentState.GIVEN


def _is_refused(row: Consent) -> bool:
    return row.state in {ConsentState.REFUSED, ConsentState.WITHDRAWN}
