"""Who asked for warnings in the demo, and one that went to them two days ago."""

import datetime as dt
import uuid
from typing import Any

from townline.platform.conversations import api as conversations
from townline.platform.conversations.ports import Receipt, SubmitResult
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.warnings import api

_HANDSET = "01000000001"  # that of the handset's first phone
_FIRST, _PEOPLE = 4_700, 36
_TRANSPORT = "simulator"
_LOST = 12  # every so many-th text is not delivered


def warnings(now: dt.datetime) -> int:
    """Let some tens ask, and send one ice warning; returns how many asked."""
    if not api.warning_settings().kinds or not api.dongs():
        return 0
    subscribers = _add_subscribers(now - dt.timedelta(days=9))
    _send_warning(now - dt.timedelta(days=2), now)
    return subscribers


def _add_subscribers(at: dt.datetime) -> int:
    numbers = [_HANDSET, *(f"0100000{number}" for number in range(_FIRST, _FIRST + _PEOPLE))]
    senders = [
        conversations.HistorySender(number=number, language=_language(place), first_at=at)
        for place, number in enumerate(numbers)
    ]
    known = conversations.history_reserve(senders=senders, incoming=0, outgoing=0).residents
    kinds, dongs = [*api.warning_settings().kinds], [ko for ko, _ in api.dongs()]
    for place, resident in enumerate(known.values()):
        # All asked for ice, most for another one as well.
        for kind in {_ice(), kinds[place % len(kinds)]}:
            api.subscription_put(
                kind=kind, dong=dongs[place * place % min(5, len(dongs))], resident_id=resident,
                language=_language(place), via="text" if place % 3 else "page",
                now=at + dt.timedelta(hours=place),
            )  # fmt: skip
    return len(known)


def _ice() -> str:
    kinds = [*api.warning_settings().kinds]
    return "ice" if "ice" in kinds else kinds[0]


def _language(place: int) -> str:
    return "en" if place % 6 == 5 else "ko"  # noqa: PLR2004 -- one in six


def _send_warning(at: dt.datetime, now: dt.datetime) -> None:
    at = at.replace(hour=0, minute=30, second=0, microsecond=0)  # half past nine in the morning
    made = api.warning_write(Act(_viewer("clerk1", at), at), kind=_ice())
    broadcast: dict[str, Any] = {"kind": api.WARNING, "owner": made.pk}
    draft = broadcasts.sent_of(api.WARNING, [made.pk], late=False)[0].row
    later = at + dt.timedelta(minutes=3)
    row = broadcasts.broadcast_submit(
        Act(_viewer("clerk1", at), later), **broadcast, broadcast_id=draft.pk
    )
    row = broadcasts.broadcast_approve(
        Act(_viewer("mayor", at), later + dt.timedelta(minutes=4)),
        **broadcast,
        broadcast_id=row.pk,
        hash_=row.hash,
    )
    leaves = row.leaves_at or now
    broadcasts.broadcasts_run(now=leaves)
    _deliver_texts(leaves + dt.timedelta(minutes=1))


def _deliver_texts(at: dt.datetime) -> None:
    """Let a link take what was queued then, and tell what became of it."""
    session = str(uuid.uuid4())
    conversations.session_open(transport=_TRANSPORT, session=session, now=at)
    jobs = conversations.outgoing_claim(transport=_TRANSPORT, session=session, limit=500, now=at)
    results = [
        SubmitResult(segment_id=job.segment_id, outcome="accepted", message_id=f"w{job.segment_id}")
        for job in jobs
    ]
    conversations.outgoing_report(results=results, now=at)
    received_at = at + dt.timedelta(seconds=8)
    receipts = [
        Receipt(
            transport=_TRANSPORT, session=session, message_id=f"w{job.segment_id}",
            message_state="undeliverable" if place % _LOST == _LOST - 1 else "delivered",
            received_at=received_at,
            user_message_reference=job.user_message_reference,
        )
        for place, job in enumerate(jobs)
    ]  # fmt: skip
    conversations.deliveries_store(deliveries=[], receipts=receipts, now=received_at)
    conversations.session_close(session=session, now=received_at)


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
