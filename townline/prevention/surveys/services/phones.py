"""What lets a surveyor's phone in: an address with a token, kept as its hash."""

import datetime as dt
import secrets

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.surveys.models import Surveyor, SurveyorDevice
from townline.prevention.surveys.selectors.phones import token_hash

_BYTES = 20  # 160 bits; hexadecimal, so that no phone cuts an address at a sign


@transaction.atomic
def phone_token_make(*, surveyor_id: int, actor: audit.Actor, now: dt.datetime) -> str:
    """Make a surveyor's token and give it, once; the one before works no longer.

    Raises Surveyor.DoesNotExist.
    """
    surveyor = Surveyor.objects.select_for_update().get(id=surveyor_id)
    token = secrets.token_hex(_BYTES)
    surveyor.token_hash = token_hash(token)
    surveyor.token_made_at, surveyor.token_revoked_at = now, None
    surveyor.save(update_fields=["token_hash", "token_made_at", "token_revoked_at"])
    _line(surveyor, "surveyor:token:make", actor, now)
    return token


@transaction.atomic
def phone_token_revoke(*, surveyor_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Let a lost phone in no longer. Its hash stays: the phone is told so in words.

    Raises Surveyor.DoesNotExist.
    """
    surveyor = Surveyor.objects.select_for_update().get(id=surveyor_id)
    if surveyor.token_hash and surveyor.token_revoked_at is None:
        surveyor.token_revoked_at = now
        surveyor.save(update_fields=["token_revoked_at"])
        _line(surveyor, "surveyor:token:revoke", actor, now)


def device_note(
    *, surveyor_id: int, device: str, now: dt.datetime, unsent: int | None = None
) -> None:
    """Note that a phone spoke, and how many filled forms it has not sent yet, where it says so."""
    if not device:
        return
    said = {} if unsent is None else {"unsent": unsent}
    SurveyorDevice.objects.update_or_create(
        surveyor_id=surveyor_id,
        device=device[:120],
        defaults={"last_at": now, **said},
        create_defaults={"first_at": now, "last_at": now, **said},
    )


def _line(surveyor: Surveyor, event: str, actor: audit.Actor, now: dt.datetime) -> None:
    subject = f"surveyor:{surveyor.id}"
    audit.record(audit.Entry(subject=subject, event=event, actor=actor, at=now))
