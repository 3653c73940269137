"""One TCP connection of the line: SMPP 3.4, the network's side."""

import asyncio
import datetime as dt
import hmac
import re
import sqlite3
import time
from dataclasses import dataclass
from typing import cast

import smpp34

from townline.adapters.simulator.network import log, trouble
from townline.adapters.simulator.network.exchange import Exchange
from townline.adapters.simulator.smpp import frames, segments, units
from townline.adapters.simulator.smpp.frames import RESPONSE

_BINDS = frozenset({frames.BIND_RECEIVER, frames.BIND_TRANSMITTER, frames.BIND_TRANSCEIVER})
_VERSION = bytes.fromhex("0210 0001 34")
_WINDOW = 10
_ID = re.compile(r"[0-9]{1,18}")
# Seconds: to bind after connecting; of silence before asking; to answer anything.
_TO_BIND, _SILENCE, _TO_ANSWER = 10.0, 30.0, 60.0


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who may bind."""

    system_id: str
    password: str


@dataclass(slots=True)
class _Sent:
    row_id: int
    at: float


class NetworkSession(asyncio.Protocol):
    """Speaks with one ESME. Gives itself to the exchange when bound to receive."""

    def __init__(self, exchange: Exchange, credentials: Credentials) -> None:
        self._exchange, self._credentials = exchange, credentials
        self._cutter = frames.Cutter()
        self._sent: dict[int, _Sent] = {}
        self._sequence = 0
        self._bound = 0
        self._began = self._last_received = time.monotonic()
        self._answers = {
            **dict.fromkeys(_BINDS, self._on_bind),
            frames.SUBMIT_SM: self._on_submit,
            frames.QUERY_SM: self._on_query,
            frames.ENQUIRE_LINK: self._on_enquire,
            frames.UNBIND: self._on_unbind,
            frames.DELIVER_SM | RESPONSE: self._on_delivered,
            frames.GENERIC_NACK: self._on_delivered,
            frames.UNBIND | RESPONSE: self._on_unbound,
        }

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        log.log_event("connected")

    def data_received(self, data: bytes) -> None:
        self._last_received = time.monotonic()
        try:
            units = self._cutter.feed(data)
        except frames.StreamBroken:
            log.log_event("impossible length, connection dropped")
            self.cut()
            return
        for unit in units:
            if not self._transport.is_closing():
                self._take(unit)

    def connection_lost(self, exc: Exception | None) -> None:
        log.log_event("disconnected", under_way=len(self._sent))
        under_way = {sent.row_id for sent in self._sent.values()}
        self._sent.clear()
        self._exchange.unbound(self, under_way)

    @property
    def closed(self) -> bool:
        """Whether the connection is over."""
        return self._transport.is_closing()

    # The exchange's view

    def room(self) -> int:
        return 0 if self._transport.is_closing() else _WINDOW - len(self._sent)

    def deliver(self, row_id: int, pdu: bytes) -> None:
        self._sequence += 1
        self._sent[self._sequence] = _Sent(row_id, time.monotonic())
        self._transport.write(frames.with_sequence(pdu, self._sequence))

    def cut(self) -> None:
        self._transport.abort()

    def tick(self) -> None:
        """Look at the clocks of this session; called every few seconds."""
        now = time.monotonic()
        oldest = min((sent.at for sent in self._sent.values()), default=now)
        never_bound = not self._bound and now - self._began > _TO_BIND
        if never_bound or now - oldest > _TO_ANSWER or now - self._last_received > _TO_ANSWER:
            log.log_event("no answer, connection dropped")
            self.cut()
        elif now - self._last_received > _SILENCE:
            self._ask(frames.ENQUIRE_LINK)

    def leave(self) -> None:
        """Say goodbye as the specification asks."""
        if self._bound:
            self._ask(frames.UNBIND)
        else:
            self._transport.close()

    # Units

    def _ask(self, command: int) -> None:
        self._sequence += 1
        self._transport.write(frames.unit(command, self._sequence))

    def _answer(self, unit: bytes, *, status: int = frames.ROK, body: bytes = b"") -> None:
        command, _, sequence = frames.head(unit)
        reply = frames.unit(command | RESPONSE, sequence, status=status, body=body)
        self._transport.write(reply)

    def _take(self, unit: bytes) -> None:
        command, _, sequence = frames.head(unit)
        handler = self._answers.get(command)
        if handler is not None:
            handler(unit)
        elif not command & RESPONSE:
            nack = frames.unit(frames.GENERIC_NACK, sequence, status=frames.RINVCMDID)
            self._transport.write(nack)

    def _on_bind(self, unit: bytes) -> None:
        system_id, password = frames.strings(unit, 2)
        if self._bound:
            self._answer(unit, status=frames.RALYBND)
        elif not _same(system_id, self._credentials.system_id):
            self._refuse_bind(unit, frames.RINVSYSID)
        elif not _same(password, self._credentials.password):
            self._refuse_bind(unit, frames.RINVPASWD)
        else:
            self._accept_bind(unit)

    def _refuse_bind(self, unit: bytes, status: int) -> None:
        log.log_event("bind refused", status=f"0x{status:02X}")
        self._answer(unit, status=status)

    def _accept_bind(self, unit: bytes) -> None:
        self._bound = frames.head(unit)[0]
        self._answer(unit, body=b"townline-sim\0" + _VERSION)
        log.log_event("bound")
        if self._bound != frames.BIND_TRANSMITTER:
            self._exchange.bound(self)

    def _on_submit(self, unit: bytes) -> None:
        if self._bound in {0, frames.BIND_RECEIVER}:
            self._answer(unit, status=frames.RINVBNDSTS)
            return
        try:
            submit = cast("smpp34.SubmitSm", smpp34.decode(unit))
        except smpp34.SmppError:
            log.log_event("unreadable submit_sm refused")
            self._answer(unit, status=frames.RINVPARLEN)
            return
        status, message_id = self._exchange.submit(submit)
        log.log_event("submit_sm", status=f"0x{status:02X}")
        if status == frames.ROK and trouble.strikes(self._exchange.db, "lose_response"):
            self.cut()
            return
        self._answer(unit, status=status, body=f"{message_id}\0".encode() if message_id else b"")

    def _on_query(self, unit: bytes) -> None:
        status, body = _query_answer(self._exchange.db, frames.strings(unit, 1)[0])
        self._answer(unit, status=status, body=body)

    def _on_enquire(self, unit: bytes) -> None:
        self._answer(unit)

    def _on_unbind(self, unit: bytes) -> None:
        self._answer(unit)
        log.log_event("unbound")
        self._transport.close()

    def _on_unbound(self, _unit: bytes) -> None:
        self._transport.close()

    def _on_delivered(self, unit: bytes) -> None:
        command, status, sequence = frames.head(unit)
        sent = self._sent.pop(sequence, None)
        if sent is None:
            return
        # A generic_nack refuses the unit even if its status says nothing.
        status = status or (frames.RINVCMDID if command == frames.GENERIC_NACK else frames.ROK)
        if not self._exchange.answered(sent.row_id, status):
            self._sent[sequence] = sent
            self.cut()


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _query_answer(db: sqlite3.Connection, message_id: str) -> tuple[int, bytes]:
    """Answer query_sm: (status, body). Whatever was accepted has reached its phone."""
    known = _ID.fullmatch(message_id)
    row = segments.find(db, int(message_id)) if known else None
    if row is None:
        return frames.RINVMSGID, b""
    done = dt.datetime.fromisoformat(row["at"])
    # Absolute time of the specification: tenths of a second, quarters of an hour, direction.
    final_date = f"{done:%y%m%d%H%M%S}000+"
    return frames.ROK, f"{message_id}\0{final_date}\0".encode() + bytes([units.DELIVERED, 0])
