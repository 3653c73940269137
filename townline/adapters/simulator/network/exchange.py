"""The network itself: what it keeps, which links are bound, and what goes over them next."""

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Sequence
from typing import Protocol

import smpp34

from townline.adapters.simulator.network import log, outbox, texts, trouble
from townline.adapters.simulator.photo_calls import calls, photos
from townline.adapters.simulator.smpp import coding, frames, segments, units

# Seconds from an accepted text to the receipt that it is on the phone.
_TO_THE_PHONE = 1.0


class Link(Protocol):
    """A bound session, as the exchange sees it."""

    def room(self) -> int:
        """Give how many more units may be under way."""

    def deliver(self, row_id: int, pdu: bytes) -> None:
        """Send one unit of the outbox."""

    def cut(self) -> None:
        """End the link at once, as a broken cable does."""


class Exchange:
    """Owns the database and the bound links; one per process, used by one event loop."""

    def __init__(self, db: sqlite3.Connection, *, line: str) -> None:
        self.db, self.line = db, line
        self.links: list[Link] = []
        self.under_way: set[int] = set()
        self._bells: set[asyncio.Event] = set()
        self._timer: asyncio.TimerHandle | None = None
        self.stopping = False

    # From a phone

    def send(
        self,
        *,
        phone: str,
        body: str,
        form_key: str | None = None,
        pictures: Sequence[photos.Photo] = (),
    ) -> int | None:
        """Take a text from a phone: its id, or None when this form was already sent.

        One with pictures goes whole by the line's HTTP door, any other over a link.
        """
        body = coding.whole(body)
        encoded, now = coding.encode(body), dt.datetime.now(dt.UTC)
        parts = 1 if pictures else len(encoded.payloads)
        with self.db:
            text_id = texts.add(
                self.db,
                phone=phone,
                direction="sent",
                body=body,
                parts=parts,
                now=now,
                form_key=form_key,
            )
            if text_id is None:
                return None
            if pictures:
                photos.add(self.db, text_id=text_id, photos=pictures)
                calls.put(self.db, text_id=text_id)
            else:
                pdus = units.texts(phone=phone, line=self.line, encoded=encoded, text_id=text_id)
                outbox.put(self.db, kind="text", pdus=pdus, text_id=text_id)
        log.log_event("text from a phone", parts=parts)
        self.changed()
        return text_id

    # From the line

    def submit(self, unit: smpp34.SubmitSm) -> tuple[int, str]:
        """Take a segment from the line: (status, message id)."""
        phone = texts.phone_of(unit.destination_addr)
        if trouble.strikes(self.db, "throttle"):
            self.changed()
            return frames.RTHROTTLED, ""
        if phone is None:
            return frames.RINVDSTADR, ""
        now = dt.datetime.now(dt.UTC)
        with self.db:
            message_id = segments.add(self.db, unit=unit, phone=phone, now=now)
            segments.join(self.db, message_id=message_id, now=now)
            if unit.registered_delivery & 0x03 == 0x01:
                self._owe_receipt(message_id)
        self.changed()
        return frames.ROK, str(message_id)

    def _owe_receipt(self, message_id: int) -> None:
        row = segments.find(self.db, message_id)
        assert row is not None  # noqa: S101 -- written in this transaction
        submitted = dt.datetime.fromisoformat(row["at"])
        pdu = units.receipt(
            phone=row["phone"],
            line=self.line,
            message_id=str(message_id),
            submitted=submitted,
            done=submitted + dt.timedelta(seconds=_TO_THE_PHONE),
            user_message_reference=row["user_message_reference"],
        )
        lost = trouble.strikes(self.db, "lose_receipts")
        outbox.put(self.db, kind="receipt", pdus=[pdu], wait=_TO_THE_PHONE, lost=lost)

    # Over the links

    def bound(self, link: Link) -> None:
        """Begin to use a link."""
        self.links.append(link)
        self.changed()

    def unbound(self, link: Link, under_way: set[int]) -> None:
        """Stop using a link; what it had under way waits for the next one."""
        self.links = [other for other in self.links if other is not link]
        self.under_way -= under_way
        self.changed()

    def answered(self, row_id: int, status: int) -> bool:
        """Take the line's answer to a unit. False: the answer is lost on the way, cut the link."""
        if outbox.is_text(self.db, row_id) and trouble.strikes(self.db, "lose_acknowledgement"):
            return False
        self.under_way.discard(row_id)
        outbox.settle_unit(self.db, row_id=row_id, status=status)
        self.changed()
        return True

    def changed(self) -> None:
        """Send what may go, and tell every open page that something changed."""
        self._pump()
        for bell in self._bells:
            bell.set()

    def stop(self) -> None:
        """Send nothing more, and let every open page's stream end."""
        self.stopping = True
        self.changed()

    def _pump(self) -> None:
        if self.stopping:
            return
        for link in self.links:
            for row_id, pdu in outbox.due(self.db, without=self.under_way, limit=link.room()):
                self.under_way.add(row_id)
                link.deliver(row_id, pdu)
        # The next text takes the next link, as networks spread their load.
        self.links = self.links[1:] + self.links[:1]
        self._set_timer()

    def _set_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
        wait = outbox.next_due(self.db)
        loop = asyncio.get_running_loop()
        self._timer = None if wait is None else loop.call_later(wait + 0.01, self.changed)

    # Trouble

    def make_trouble(self, kind: trouble.Kind, times: int) -> None:
        """Do a trouble at once, or let it happen later."""
        log.log_event("trouble", kind=kind, times=times)
        if kind == "drop":
            for link in list(self.links):
                link.cut()
        elif kind == "redeliver":
            text_id = texts.latest_sent(self.db)
            if text_id is not None:
                outbox.again(self.db, text_id=text_id)
                calls.again(self.db, text_id=text_id)
        else:
            trouble.arm(self.db, kind, times)
        self.changed()

    # Pages

    def listen(self) -> asyncio.Event:
        """Give an event that is set whenever something changed."""
        bell = asyncio.Event()
        self._bells.add(bell)
        return bell

    def unlisten(self, bell: asyncio.Event) -> None:
        """Forget a listener."""
        self._bells.discard(bell)
