"""Texts in: what links deliver, and the router that offers them to the rooms."""

import datetime as dt
from collections.abc import Callable, Sequence

from townline.platform.conversations.ports import Claim, Claimer, Delivery, IncomingView, Receipt
from townline.platform.conversations.services import blocking as _blocking
from townline.platform.conversations.services import questions as _questions
from townline.platform.conversations.services import stopping as _stopping
from townline.platform.conversations.services.incoming import intake as _intake
from townline.platform.conversations.services.incoming import router as _router
from townline.platform.conversations.services.incoming import web_intake as _writing_in
from townline.platform.conversations.services.incoming.intake import IntakeResult
from townline.platform.conversations.services.incoming.router import RoutedText
from townline.platform.conversations.services.outgoing import expiry as _expiry
from townline.platform.conversations.services.outgoing import sessions as _sessions
from townline.platform.conversations.services.questions import Asker
from townline.platform.core.history.audit import Actor


def session_open(*, transport: str, session: str, now: dt.datetime) -> None:
    """Note that a transport is bound. ``session`` is a UUID that is new for each bind.

    Sessions of the same transport that a killed process left open are ended. Calling it twice
    changes nothing.
    """
    _sessions.session_open(transport=transport, session=session, now=now)


def session_read(*, session: str, upto: int) -> None:
    """Note that the network has certainly read our responses up to this sequence.

    A link knows it when an answer comes to something it sent after those responses. Never
    goes back.
    """
    _sessions.session_read(session=session, upto=upto)


def session_close(*, session: str, now: dt.datetime) -> None:
    """Note that a session has ended: what the network may not have read may come again."""
    _sessions.session_close(session=session, now=now)


def deliveries_store(
    *, deliveries: Sequence[Delivery], receipts: Sequence[Receipt], now: dt.datetime
) -> IntakeResult:
    """Make a batch durable, in one transaction; acknowledge after it returned, not before.

    Deliveries are in the order in which they came. A redelivery is counted on the row it
    repeats (SMPP has no ids: see services/redelivery.py). A row that the database refuses is
    kept raw for a person, and listed in ``failed``; it too is to be acknowledged. Raises
    django.db.OperationalError or InterfaceError when the database is away: then nothing of the
    batch is kept. Wakes the router (channel "inbox").
    """
    return _intake.deliveries_store(deliveries=deliveries, receipts=receipts, now=now)


def page_text_store(*, resident_id: int, body: str, key: str, now: dt.datetime) -> bool:
    """Take a resident's words from a page of theirs as a text from their number.

    ``key`` names the form that was sent (up to 100 characters): a second press is the same
    text. False where the number was erased: there is nobody to answer.
    """
    return _writing_in.page_text_store(resident_id=resident_id, body=body, key=key, now=now)


def parts_expire(*, now: dt.datetime, limit_after: dt.timedelta | None = None) -> int:
    """Give the router those long texts whose last part came ``limit_after`` ago or earlier.

    Without it, the district's ``part_wait``, else five minutes. A missing part shows as a gap
    and may still fill it later (event TextCompleted). Returns the number of texts made.
    """
    return _expiry.parts_expire(now=now, limit_after=limit_after)


def route_next(*, claimers: Sequence[Claimer], now: dt.datetime) -> RoutedText | None:
    """Offer the next text to the rooms in order, in one transaction; None when none waits.

    Texts of one sender go in order; several routers may run. When a claimer raises, or none
    claims, the text is marked failed with the name of the error and the next one goes on.
    """
    return _router.route_next(claimers=claimers, now=now)


def route_batch(*, claimers: Sequence[Claimer], limit: int, now: dt.datetime) -> int:
    """Route up to ``limit`` texts and return how many.

    Several share a transaction while all goes well; a batch with a failure is rolled back and
    routed one by one.
    """
    return _router.route_batch(claimers=claimers, limit=limit, now=now)


def texts_retry(*, text_id: int, actor: Actor, now: dt.datetime) -> None:
    """Let the router try a failed text again. Raises TransitionRefused if it is not failed."""
    _router.texts_retry(text_id=text_id, actor=actor, now=now)


def stop_claim(text: IncomingView) -> Claim | None:
    """Take a text that is only STOP or START (``words`` of the district), and obey it.

    Words in use for it and slips of the finger are understood; a text that only holds such words
    is a matter. What was asked for goes on: answers, interim answers and questions. A START where
    nothing was stopped is left to the other rooms.
    """
    return _stopping.stop_claim(text)


def question_claimer(
    askers: Sequence[Asker], *, elsewhere: Callable[[str], bool] = lambda _: False
) -> Claimer:
    """Make the claimer of short replies to what a telephone was asked by these.

    The latest question decides; what fits two that were asked within an hour is asked back about.
    ``elsewhere``: addresses at which no question is answered.
    """
    return _questions.question_claimer(askers, elsewhere=elsewhere)


def block_claim(text: IncomingView) -> Claim | None:
    """Take a text of a blocked sender: it stays readable, opens no case and is not answered."""
    return _blocking.block_claim(text)


def sender_block(
    *, resident_id: int, reason: str, until: dt.datetime, actor: Actor, now: dt.datetime
) -> None:
    """Block a sender until a moment; a block that runs is given the new reason and end.

    Raises ValueError without a reason or with an end that is past.
    """
    _blocking.sender_block(
        resident_id=resident_id, reason=reason, until=until, actor=actor, now=now
    )


def sender_unblock(*, resident_id: int, actor: Actor, now: dt.datetime) -> bool:
    """End a block at once. False when there is none."""
    return _blocking.sender_unblock(resident_id=resident_id, actor=actor, now=now)
