"""Who visits homes: their names, the address their phone works with, the days they are away."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from townline.casework.cases.api import NotFound
from townline.platform.core.history import audit
from townline.prevention.surveys.errors import NameInUse
from townline.prevention.surveys.models import Surveyor, SurveyorAbsence

_BYTES = 24  # 192 bits; it stands in an address, so it must be long enough to be a secret
_CHANGED = frozenset({
    "name", "staff_id", "start", "latitude", "longitude", "skills", "visits_a_day", "begins_at",
    "ends_at", "active",
})  # fmt: skip


def token_hash(token: str) -> str:
    """Give what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def surveyor_of(token: str) -> Surveyor | None:
    """Give whose token this is; None for a wrong or revoked one, and for who has left."""
    rows = Surveyor.objects.filter(token_hash=token_hash(token), token_revoked_at=None)
    return rows.filter(active=True).first()


def _check_names(changes: Mapping[str, object]) -> None:
    if strange := changes.keys() - _CHANGED:
        raise TypeError(f"a surveyor has no {min(strange)}")


def surveyor_add(
    *, name: str, actor: audit.Actor, now: dt.datetime, **more: object
) -> tuple[Surveyor, str]:
    """Add a surveyor; give them with the token of their phone, which is shown this once.

    ``more``: start, hours and the like, as ``surveyor_change`` takes them. Raises NameTaken,
    TypeError.
    """
    _check_names(more)
    token = secrets.token_urlsafe(_BYTES)
    try:
        with transaction.atomic():
            made = Surveyor.objects.create(
                name=name.strip(),
                token_hash=token_hash(token),
                token_made_at=now,
                created_at=now,
                **more,
            )
            _record(made, "surveyor:account:add", actor, now)
    except IntegrityError:
        raise NameInUse(f"there is a surveyor {name!r}", name=name) from None
    return made, token


@transaction.atomic
def surveyor_change(
    *, surveyor_id: int, actor: audit.Actor, now: dt.datetime, **changes: object
) -> Surveyor:
    """Change what is known of a surveyor. Who is not active any more works with no phone.

    Raises NotFound, NameTaken, TypeError for what is nobody's to change.
    """
    _check_names(changes)
    found = _lock(surveyor_id)
    for name, value in changes.items():
        setattr(found, name, value)
    others = Surveyor.objects.filter(name=found.name).exclude(id=found.id)
    if others.exists():
        raise NameInUse(f"there is a surveyor {found.name!r}", name=found.name)
    found.save(update_fields=list(changes))
    _record(found, "surveyor:account:change", actor, now, columns=sorted(changes))
    return found


def _lock(surveyor_id: int) -> Surveyor:
    found = Surveyor.objects.select_for_update().filter(id=surveyor_id).first()
    if found is None:
        raise NotFound(f"there is no surveyor {surveyor_id}")
    return found


@transaction.atomic
def token_renew(*, surveyor_id: int, actor: audit.Actor, now: dt.datetime) -> tuple[Surveyor, str]:
    """Give a surveyor a new token; the one before opens nothing any more."""
    found, token = _lock(surveyor_id), secrets.token_urlsafe(_BYTES)
    found.token_hash, found.token_made_at, found.token_revoked_at = token_hash(token), now, None
    found.save(update_fields=["token_hash", "token_made_at", "token_revoked_at"])
    _record(found, "surveyor:token:make", actor, now)
    return found, token


@transaction.atomic
def token_revoke(
    *, surveyor_id: int, reason: str, actor: audit.Actor, now: dt.datetime
) -> Surveyor:
    """Let a lost phone in no more; what it had not sent is told by ``SurveyorDevice.unsent``.

    The hash stays, so that the phone can be told in words.
    """
    found = _lock(surveyor_id)
    found.token_revoked_at = now
    found.save(update_fields=["token_revoked_at"])
    _record(found, "surveyor:token:revoke", actor, now, reason=reason)
    return found


@transaction.atomic
def absence_set(
    *,
    surveyor_id: int,
    begins_on: dt.date,
    ends_on: dt.date,
    actor: audit.Actor,
    now: dt.datetime,
) -> SurveyorAbsence:
    """Note days, both included, on which a surveyor does not go."""
    found = _lock(surveyor_id)
    first, last = sorted((begins_on, ends_on))
    made = SurveyorAbsence.objects.create(surveyor=found, begins_on=first, ends_on=last)
    _record(found, "surveyor:account:change", actor, now, columns=["absences"])
    return made


@transaction.atomic
def absence_remove(
    *, surveyor_id: int, absence_id: int, actor: audit.Actor, now: dt.datetime
) -> None:
    """Take days away back. Raises NotFound for a surveyor that is not there."""
    found = _lock(surveyor_id)
    if SurveyorAbsence.objects.filter(surveyor=found, id=absence_id).delete()[0]:
        _record(found, "surveyor:account:change", actor, now, columns=["absences"])


def _record(
    surveyor: Surveyor,
    event: str,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    reason: str = "",
    **data: object,
) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"surveyor:{surveyor.id}",
            event=event,
            actor=actor,
            at=now,
            reason=reason,
            data=dict(data),
        )
    )
