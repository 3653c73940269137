"""Texts out: what rooms ask for."""

import datetime as dt
from collections.abc import Sequence

from townline.platform.conversations.rules import Cause
from townline.platform.conversations.services.outgoing import deciding as _deciding
from townline.platform.conversations.services.outgoing import queueing as _queueing
from townline.platform.conversations.services.outgoing.deciding import Decision
from townline.platform.conversations.services.outgoing.queueing import OneOfMany
from townline.platform.core.history.audit import Actor


def text_queue(
    *,
    resident_id: int,
    kind: str,
    body: str,
    reference: str,
    now: dt.datetime,
    not_before: dt.datetime | None = None,
    confirmed_hash: str = "",
    photos: Sequence[str] = (),
) -> int:
    """Queue a text to a resident and return its id; it goes out with exactly these words.

    ``kind`` is a TextKind. ``photos`` name what ``photo_make`` gave, in order; such a text
    goes by a transport that carries photos, or waits for one. Raises ValueError for an empty
    body or one that cannot be sent, TooLong (a ValueError) beyond 255 segments. Wakes the links
    (channel "outbox").
    """
    return _queueing.text_queue(
        resident_id=resident_id,
        kind=kind,
        body=body,
        reference=reference,
        now=now,
        not_before=not_before,
        confirmed_hash=confirmed_hash,
        photos=photos,
    )


def texts_queue(
    *, texts: Sequence[OneOfMany], kind: str, now: dt.datetime, confirmed_hash: str
) -> list[int]:
    """Queue many texts with a handful of statements; give their ids in the same order.

    What of each body is checked, and raised, is as of ``text_queue``.
    """
    return _queueing.texts_queue(texts, kind=kind, now=now, confirmed_hash=confirmed_hash)


def automatic_queue(
    *,
    resident_id: int,
    body: str,
    reference: str,
    now: dt.datetime,
    cause: Cause = Cause.OWN,
    not_before: dt.datetime | None = None,
) -> int | None:
    """Queue an automatic text, or return None when none may go to this number now.

    It leaves at once, or not before a moment, such as the end of the quiet hours.

    None goes to a number that is not mobile, that said STOP, that is blocked, or that had as
    many of the same ``cause`` within the hour as the district allows (``rules.HOURLY``). What was
    asked for, promised or urgent goes after a STOP too, and each cause counts by itself: receipts
    use up no answers. What is urgent leaves before all that waits. Also None while the router
    routes a batch: then it is queued at the end of the batch, by the same rules.
    """
    return _queueing.automatic_queue(
        resident_id=resident_id,
        body=body,
        reference=reference,
        now=now,
        cause=cause,
        not_before=not_before,
    )


def text_cancel(*, text_id: int, now: dt.datetime) -> bool:
    """Take a queued text back. False when it is too late: a link holds it, or part is gone."""
    return _queueing.text_cancel(text_id=text_id, now=now)


def texts_cancel(*, ids: Sequence[int], now: dt.datetime) -> set[int]:
    """Take back those of many texts that can be, as ``text_cancel``; give which they were."""
    return _queueing.texts_cancel(ids, now=now)


def text_settle(
    *, text_id: int, decision: Decision, actor: Actor, reason: str, now: dt.datetime
) -> None:
    """Decide about a text held as unknown: ``was_sent``, ``send_again`` or ``give_up``.

    Raises ValueError without a reason, TransitionRefused when the text is not unknown.
    """
    _deciding.text_settle(text_id=text_id, decision=decision, actor=actor, reason=reason, now=now)
