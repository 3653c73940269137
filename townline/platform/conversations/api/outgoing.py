"""Texts out: what rooms ask for."""

import datetime as dt
from collections.abc import Iterable, Sequence

from townline.platform.conversations.rules import Cause
from townline.platform.conversations.services.outgoing import deciding as _deciding
from townline.platform.conversations.services.outgoing import holding as _holding
from townline.platform.conversations.services.outgoing import intake_receipts as _receipts
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
    receipt_for: int | None = None,
) -> int | None:
    """Queue an automatic text, or return None when none may go to this number now.

    It leaves at once, or not before a moment, such as the end of the quiet hours. ``receipt_for``:
    the incoming text that it acknowledges; ``receipts_release`` and ``receipts_cancel`` find it.

    None goes to a number that is not mobile, that is held (``automatic_hold``, whatever the
    cause), that said STOP, that is blocked, or that had as
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
        receipt_for=receipt_for,
    )


def notice_queue(*, resident_id: int, body: str, reference: str, now: dt.datetime) -> int | None:
    """Queue a text of the line itself that counts in no hour; None while its number is held."""
    return _queueing.notice_queue(resident_id=resident_id, body=body, reference=reference, now=now)


def receipts_release(*, text_id: int, now: dt.datetime) -> None:
    """Let the receipt of a text leave now, whatever it waited for."""
    _receipts.receipts_release(text_id=text_id, now=now)


def receipts_cancel(*, text_id: int, now: dt.datetime) -> None:
    """Take the receipt of a text back, as far as it has not left."""
    _receipts.receipts_cancel(text_id=text_id, now=now)


def automatic_hold(
    *, resident_id: int, reference: str, now: dt.datetime, but: int | None = None
) -> None:
    """Let no automatic text of any cause leave for a number until ``automatic_release``.

    ``reference``: the matter for which; what waits is cancelled, the text ``but`` is not.
    """
    _holding.automatic_hold(resident_id=resident_id, reference=reference, now=now, but=but)


def automatic_release(*, resident_ids: Iterable[int]) -> int:
    """End that; give how many of them were held."""
    return _holding.automatic_release(resident_ids=resident_ids)


def automatic_held(resident_ids: Iterable[int]) -> set[int]:
    """Give those residents to whom no automatic text goes."""
    return _holding.automatic_held(resident_ids)


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
