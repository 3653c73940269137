"""What a person decides about a surge."""

import datetime as dt

from django.db import IntegrityError, transaction

from townline.casework.cases.api import NotAllowed
from townline.casework.cases.settings import Cases
from townline.platform.core import district, live
from townline.platform.core.history import audit, marks
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents.surge.errors import LongerPromise, SurgeGoesOn, SurgeOver
from townline.prevention.incidents.surge.models import SurgeMode
from townline.prevention.incidents.surge.rules.states import (
    OPEN,
    TRANSITIONS,
    SurgeEvent,
    SurgeState,
    surge_subject,
)

# How surge mode changes its state, and what is told of it.

SURGES: Machine[SurgeMode, SurgeState, SurgeEvent] = Machine(
    model=SurgeMode,
    table=TRANSITIONS,
    subject=lambda row: surge_subject(row.pk),
    refusal=lambda row, event: SurgeOver(
        f"{event} is not possible while it is {row.state}", state=row.state
    ),
)

SURGE_MARK = "surge"  # what the banner of every page reads


def publish_surge(row: SurgeMode, now: dt.datetime) -> None:
    """Tell open pages, and note it for those that are opened next."""
    if row.state in OPEN:
        marks.mark_put(
            SURGE_MARK, at=now, state=str(row.state), texts=row.texts, minutes=row.minutes,
            calm=row.calm_at is not None,
        )  # fmt: skip
    else:
        marks.mark_drop(SURGE_MARK)
    district.forget()  # so that the next receipt here knows; other processes within half a minute
    live.publish("surge", str(row.pk))


_MOST = dt.timedelta(hours=240)


def leads(viewer: Viewer) -> bool:
    """Say whether somebody starts and ends surge mode: who assigns all cases."""
    return viewer.departments is None and viewer.may(Permission.ASSIGN)


@transaction.atomic
def surge_begin(act: Act, *, about_ko: str, about_en: str) -> SurgeMode:
    """Begin surge mode by hand, before the program noticed. Raises NotAllowed, SurgeGoesOn."""
    _check(act.viewer)
    made = SurgeMode(begun_at=act.now)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise SurgeGoesOn("surge mode is proposed or on already") from None
    _start(act, made, about_ko, about_en)
    return made


@transaction.atomic
def surge_start(act: Act, *, surge_id: int, about_ko: str, about_en: str) -> None:
    """Say yes to a proposal: receipts say so from now on. Raises NotAllowed, SurgeOver."""
    _start(act, _lock_surge(surge_id, act.viewer), about_ko, about_en)


def _start(act: Act, row: SurgeMode, about_ko: str, about_en: str) -> None:
    changes = {
        "about_ko": about_ko, "about_en": about_en,
        "started_at": act.now, "started_by_id": act.viewer.staff_id,
    }  # fmt: skip
    SURGES.move(row, SurgeEvent.START, actor=act.actor, now=act.now, changes=changes)
    publish_surge(row, act.now)


@transaction.atomic
def surge_dismiss(act: Act, *, surge_id: int) -> None:
    """Say no to a proposal. Raises NotAllowed, SurgeOver."""
    row = _lock_surge(surge_id, act.viewer)
    SURGES.move(
        row, SurgeEvent.DISMISS, actor=act.actor, now=act.now, changes={"ended_at": act.now}
    )
    publish_surge(row, act.now)


@transaction.atomic
def surge_end(act: Act, *, surge_id: int) -> None:
    """End it: receipts and promises are as always again. Raises NotAllowed, SurgeOver."""
    row = _lock_surge(surge_id, act.viewer)
    SURGES.move(row, SurgeEvent.END, actor=act.actor, now=act.now, changes={"ended_at": act.now})
    publish_surge(row, act.now)


@transaction.atomic
def surge_promise(act: Act, *, surge_id: int, hours: int, reason: str) -> None:
    """Let answers to what comes from now on take longer, until surge mode ends.

    Only who confirms answers may. Those that came before keep their time. Raises NotAllowed,
    SurgeOver, LongerPromise.
    """
    if not act.viewer.may(Permission.CONFIRM):
        raise NotAllowed(f"the role {act.viewer.role} may not do this ({Permission.CONFIRM})")
    usual = district.part(Cases).promise
    requested = dt.timedelta(hours=hours)
    if not usual < requested <= _MOST or not reason.strip():
        raise LongerPromise("hours and reason", least=int(usual / dt.timedelta(hours=1)))
    row = SURGES.lock(surge_id)
    if row is None or row.state != SurgeState.ON:
        raise SurgeOver("it is not on", state=row.state if row else "")
    row.promise, row.reason = requested, reason.strip()[:200]
    row.save(update_fields=["promise", "reason"])
    audit.record(
        audit.AuditEntry(
            subject=surge_subject(row.pk),
            event="surge:promise:change",
            actor=act.actor,
            at=act.now,
            reason=row.reason,
            data={"hours": hours},
        )
    )
    publish_surge(row, act.now)


def _lock_surge(surge_id: int, viewer: Viewer) -> SurgeMode:
    _check(viewer)
    row = SURGES.lock(surge_id)
    if row is None:
        raise SurgeOver(f"there is no surge {surge_id}", state="")
    return row


def _check(viewer: Viewer) -> None:
    if not leads(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.ASSIGN})")
