"""Who has a card shows that a telephone is theirs: a code is texted there and typed back."""

import datetime as dt
import secrets

from django.db import transaction

from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.surveys.api import Household, household_set
from townline.prevention.surveys.pages.errors import WrongHomeCode
from townline.prevention.surveys.pages.models import HomeLink
from townline.prevention.surveys.pages.services.household import code_ask
from townline.prevention.surveys.pages.services.links import mobile_of, note

_PURPOSE = "home"
_BYTES = 16


@transaction.atomic
def number_leave(*, link: HomeLink, key: str, phone: str, language: str, now: dt.datetime) -> None:
    """Text a code to a number; nothing else goes there before. Raises InvalidInput, TooManyHelps.

    Whether a text may go there is not told: the page asks for the code either way.
    """
    number = mobile_of(phone)
    if not code_ask(link=link, key=key, now=now):
        return
    token = conversations.verification_begin(
        phone=number,
        purpose=_PURPOSE,
        body=district.text("home_code", language),
        language=language,
        now=now,
    )
    link.verification = token or secrets.token_hex(_BYTES)
    link.save(update_fields=["verification"])


def number_prove(*, link: HomeLink, code: str, now: dt.datetime) -> None:
    """Take the code: from now on help is answered there. Raises WrongHomeCode.

    It becomes the household's telephone where nobody else gave one. Not in a transaction of the
    caller's: a wrong try must stay counted.
    """
    found = conversations.verification_finish(
        token=link.verification, code=code, purpose=_PURPOSE, now=now
    )
    if found is None:
        raise WrongHomeCode("the code is wrong or too old; ask for a new one")
    with transaction.atomic():
        link.resident_id, link.verification = found.resident_id, ""
        link.save(update_fields=["resident", "verification"])
        note(link.home_id, "home:household:verify", audit.RESIDENT, now)
        others = Household.objects.filter(home=link.home_id).exclude(source="list")
        if not others.exists():
            household_set(
                home_id=link.home_id, phone="", source="page", resident_id=found.resident_id,
                actor=audit.RESIDENT, now=now,
            )  # fmt: skip
