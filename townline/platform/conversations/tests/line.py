"""A line at work, for this room's tests: a network that hands over and takes texts."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from townline.platform.conversations import api
from townline.platform.conversations.models import IncomingText, OutgoingText, Resident
from townline.platform.conversations.ports import (
    Claim,
    Delivery,
    IncomingView,
    Receipt,
    SegmentJob,
    SubmitResult,
    TextPart,
)
from townline.platform.core.keys import crypto
from townline.platform.core.text import charsets, msisdn

START = dt.datetime(2026, 11, 25, 1, 0, tzinfo=dt.UTC)
OFFICE = "0200000100"
SENDER = "01000000042"


def take_all(text: IncomingView) -> Claim:
    """A room that wants everything; its reference names the resident."""
    return Claim("test", f"case:{text.resident_id}")


class SimulatedLink:
    """One link, ``transport``, bound in one session after the other."""

    def __init__(self, transport: str = "one") -> None:
        self.transport, self.now = transport, START
        self.bind()

    def bind(self) -> None:
        self.session, self.sequence = str(uuid.uuid4()), 0
        api.session_open(transport=self.transport, session=self.session, now=self.now)

    def cut(self, *, read: int = 0) -> None:
        """End the session; the network has read the responses up to ``read``; bind again."""
        api.session_read(session=self.session, upto=read)
        api.session_close(session=self.session, now=self.now)
        self.bind()

    def wait(self, **delta: float) -> None:
        self.now += dt.timedelta(**delta)

    def delivery(self, body: str = "길이 파였어요", **fields: Any) -> Delivery:
        self.sequence += 1
        charset = fields.get("charset", "ucs2")
        values: dict[str, Any] = {
            "transport": self.transport,
            "session": self.session,
            "sequence": self.sequence,
            "source_addr": SENDER,
            "destination_addr": OFFICE,
            "data_coding": 8,
            "charset": charset,
            "payload": b"" if "payload" in fields else charsets.encode(charset, body),
            "received_at": self.now,
        }
        return Delivery(**(values | fields))

    def part(self, body: str, number: int, total: int, reference: int = 7, **more: Any) -> Delivery:
        return self.delivery(body, part=TextPart(reference, total, number), **more)

    def store(self, *deliveries: Delivery, receipts: Sequence[Receipt] = ()) -> api.IntakeResult:
        return api.deliveries_store(deliveries=deliveries, receipts=receipts, now=self.now)

    def come(self, body: str = "길이 파였어요", **fields: Any) -> api.IntakeResult:
        return self.store(self.delivery(body, **fields))

    def claim(self, limit: int = 100) -> list[SegmentJob]:
        return api.outgoing_claim(
            transport=self.transport, session=self.session, limit=limit, now=self.now
        )

    def report(self, jobs: Sequence[SegmentJob], outcome: Any = "accepted", **more: Any) -> None:
        api.outgoing_report(
            results=[
                SubmitResult(
                    **(
                        {
                            "segment_id": job.segment_id,
                            "outcome": outcome,
                            "message_id": f"m{job.segment_id}" if outcome == "accepted" else "",
                        }
                        | more
                    )
                )
                for job in jobs
            ],
            now=self.now,
        )

    def receipt(self, job: SegmentJob, state: Any = "delivered", **fields: Any) -> Receipt:
        values: dict[str, Any] = {
            "transport": self.transport,
            "session": self.session,
            "message_id": f"m{job.segment_id}",
            "message_state": state,
            "received_at": self.now,
        }
        return Receipt(**(values | fields))

    def tell(self, *receipts: Receipt) -> None:
        api.deliveries_store(deliveries=[], receipts=receipts, now=self.now)


def resident(number: str = SENDER) -> Resident:
    parsed = msisdn.parse(number)
    return Resident.objects.create(
        number=crypto.ring().encrypt(parsed.value),
        number_lookup=crypto.ring().lookup_of(parsed.value),
        number_masked=msisdn.mask(parsed.value),
        number_kind=parsed.kind,
    )


def queue(
    body: str = "오늘 메웠습니다.", *, to: Resident, kind: str = "answer", **more: Any
) -> int:
    values: dict[str, Any] = {"reference": "case:1", "now": START}
    return api.text_queue(resident_id=to.pk, kind=kind, body=body, **(values | more))


def bodies() -> list[str]:
    return list(IncomingText.objects.order_by("id").values_list("body", flat=True))


def state(text_id: int) -> str:
    return OutgoingText.objects.get(id=text_id).state
