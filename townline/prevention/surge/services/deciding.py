"""What a person decides about a surge."""

import datetime as dt

from django.db import IntegrityError, transaction

from townline.casework.cases.api import NotAllowed
from townline.casework.cases.settings import Cases
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.surge.errors import LongerPromise, SurgeGoesOn, SurgeOver
from townline.prevention.surge.models import SurgeMode
from townline.prevention.surge.rules.states import SurgeEvent, SurgeState, surge_subject
from townline.prevention.surge.services.machine import SURGES, tell

_MOST = dt.timedelta(hours=240)


def leads(viewer: Viewer) -> bool:
    """Say whether somebody starts and ends surge mode: who assigns all cases."""
    return viewer.departments is None and viewer.may(Permission.ASSIGN)


@transaction.atomic
def surge_begin(*, viewer: Viewer, now: dt.datetime, about_ko: str, about_en: str) -> SurgeMode:
    """Begin surge mode by hand, before the program noticed. Raises NotAllowed, SurgeGoesOn."""
    _check(viewer)
    made = SurgeMode(begun_at=now)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise SurgeGoesOn("surge mode is proposed or on already") from None
    _start(made, viewer, now, about_ko, about_en)
    return made


@transaction.atomic
def surge_start(
    *, surge_id: int, viewer: Viewer, now: dt.datetime, about_ko: str, about_en: str
) -> None:
    """Say yes to a proposal: receipts say so from now on. Raises NotAllowed, SurgeOver."""
    _start(_held(surge_id, viewer), viewer, now, about_ko, about_en)


def _start(row: SurgeMode, viewer: Viewer, now: dt.datetime, about_ko: str, about_en: str) -> None:
    changes = {
        "about_ko": about_ko, "about_en": about_en,
        "started_at": now, "started_by_id": viewer.staff_id,
    }  # fmt: skip
    SURGES.move(row, SurgeEvent.START, actor=viewer.actor, now=now, changes=changes)
    tell(row, now)


@transaction.atomic
def surge_dismiss(*, surge_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """Say no to a proposal. Raises NotAllowed, SurgeOver."""
    row = _held(surge_id, viewer)
    SURGES.move(row, SurgeEvent.DISMISS, actor=viewer.actor, now=now, changes={"ended_at": now})
    tell(row, now)


@transaction.atomic
def surge_end(*, surge_id: int, viewer: Viewer, now: dt.datetime) -> None:
    """End it: receipts and promises are as always again. Raises NotAllowed, SurgeOver."""
    row = _held(surge_id, viewer)
    SURGES.move(row, SurgeEvent.END, actor=viewer.actor, now=now, changes={"ended_at": now})
    tell(row, now)


@transaction.atomic
def surge_promise(
    *, surge_id: int, viewer: Viewer, now: dt.datetime, hours: int, reason: str
) -> None:
    """Let answers to what comes from now on take longer, until surge mode ends.

    Only who confirms answers may. Those that came before keep their time. Raises NotAllowed,
    SurgeOver, LongerPromise.
    """
    if not viewer.may(Permission.CONFIRM):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.CONFIRM})")
    usual = district.part(Cases).promise
    asked = dt.timedelta(hours=hours)
    if not usual < asked <= _MOST or not reason.strip():
        raise LongerPromise("hours and reason", least=int(usual / dt.timedelta(hours=1)))
    row = SURGES.lock(surge_id)
    if row is None or row.state != SurgeState.ON:
        raise SurgeOver("it is not on", state=row.state if row else "")
    row.promise, row.reason = asked, reason.strip()[:200]
    row.save(update_fields=["promise", "reason"])
    audit.record(
        audit.Entry(
            subject=surge_subject(row.pk),
            event="surge:promise:change",
            actor=viewer.actor,
            at=now,
            reason=row.reason,
            data={"hours": hours},
        )
    )
    tell(row, now)


def _held(surge_id: int, viewer: Viewer) -> SurgeMode:
    _check(viewer)
    row = SURGES.lock(surge_id)
    if row is None:
        raise SurgeOver(f"there is no surge {surge_id}", state="")
    return row


def _check(viewer: Viewer) -> None:
    if not leads(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.ASSIGN})")
