"""What landlords and tenants say: asked, given, refused, withdrawn, expired, moved out.

Everything about one party's answers at once; the measures follow in the same transaction.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.works.errors import ConsentNotFound
from townline.prevention.works.models import Consent, Measure
from townline.prevention.works.rules import ConsentEvent, ConsentState, How, Role
from townline.prevention.works.sealing import seal
from townline.prevention.works.selectors.kinds import works
from townline.prevention.works.services.locking import consents_of, measures_lock
from townline.prevention.works.services.machines import CONSENTS
from townline.prevention.works.services.moving import reason_of
from townline.prevention.works.services.settling import consents_settle

_E, _S = ConsentEvent, ConsentState


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer:
    """One answer. ``form``: SHA-256 of the photo of a signed form; ``staff_id`` who took it."""

    how: How
    reason: str = ""
    form: str = ""
    staff_id: int | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """Give what the row keeps of it."""
        return {
            "how": self.how,
            "reason": seal(self.reason),
            "form": self.form,
            "answered_by_id": self.staff_id,
        }


def consents_give(
    ids: Iterable[int], answer: ConsentAnswer, *, actor: audit.Actor, now: dt.datetime
) -> list[Consent]:
    """Take a yes for consents, each once more where it was given. Raises ConsentNotFound."""
    day = now.astimezone(district.current().zone).date()

    def changes(row: Consent) -> dict[str, Any]:
        return answer.columns | {"answered_at": now, "valid_until": _until(row.role, day)}

    return _all(ids, _E.GIVE, changes, actor=actor, now=now)


def consents_refuse(
    ids: Iterable[int], answer: ConsentAnswer, *, actor: audit.Actor, now: dt.datetime
) -> list[Consent]:
    """Take a no, with its reason: before a yes a refusal, after it a withdrawal.

    A measure that is not ordered is refused with it, one that is ordered is held. Raises
    ConsentNotFound, WorkReasonNeeded, WrongState.
    """
    reason_of(answer.reason)
    changes = answer.columns | {"answered_at": now, "valid_until": None}
    return _all(ids, _no, lambda _: changes, actor=actor, now=now)


def consents_ask(
    ids: Iterable[int], how: How, *, actor: audit.Actor, now: dt.datetime
) -> list[Consent]:
    """Say that somebody was asked. Raises ConsentNotFound, WrongState."""
    changes = {"how": how, "asked_at": now, "reminded_at": None, "reminders": 0}
    return _all(ids, _E.ASK, lambda _: changes, actor=actor, now=now)


def consents_remind(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Consent]:
    """Say that somebody was asked once more. Raises ConsentNotFound, WrongState."""
    return _all(
        ids, _E.REMIND, lambda row: {"reminded_at": now, "reminders": row.reminders + 1},
        actor=actor, now=now,
    )  # fmt: skip


def consents_expire(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Consent]:
    """Say that the time of given consents is over. Raises ConsentNotFound, WrongState."""
    return _all(ids, _E.EXPIRE, lambda _: {}, actor=actor, now=now)


@transaction.atomic
def _all(
    ids: Iterable[int],
    event: ConsentEvent | Callable[[Consent], ConsentEvent],
    changes: Callable[[Consent], dict[str, Any]],
    *,
    actor: audit.Actor,
    now: dt.datetime,
) -> list[Consent]:
    measures, rows = _lock(ids)
    moves = [
        Move(row=row, event=event(row) if callable(event) else event, changes=changes(row))
        for row in rows
    ]
    CONSENTS.move_all(moves, actor=actor, now=now)
    consents_settle(measures, actor=actor, now=now)
    return rows


def _lock(ids: Iterable[int]) -> tuple[list[Measure], list[Consent]]:
    wanted = list(dict.fromkeys(ids))
    of = Consent.objects.filter(id__in=wanted).values_list("measure_id", flat=True)
    measures = measures_lock(of)
    found = {each.pk: each for those in consents_of(measures).values() for each in those}
    if missing := [each for each in wanted if each not in found]:
        raise ConsentNotFound(f"there is no consent {missing[0]}")
    return measures, [found[each] for each in wanted]


def _no(row: Consent) -> ConsentEvent:
    return _E.WITHDRAW if row.state == _S.GIVEN else _E.REFUSE


def _until(role: str, day: dt.date) -> dt.date:
    known = works()
    days = known.tenant_days if role == Role.TENANT else known.landlord_days
    return day + dt.timedelta(days=days)
