"""Texts out of a told case: receipts by themselves, and what people sent."""

import datetime as dt
from collections.abc import Iterator

from townline.casework.cases.api import automatic, subject
from townline.casework.cases.models import Case
from townline.platform.conversations.api import HistoryOutgoing, TextKind
from townline.platform.conversations.settings import TextLine
from townline.platform.core import district, resident_moments
from townline.platform.core.settings import Office

_ACCEPTED = dt.timedelta(seconds=2)
_DELIVERED = dt.timedelta(seconds=7)
_HOUR = dt.timedelta(hours=1)


class OutgoingHistory:
    """Adds the texts of one case to ``sent``; every one was accepted and delivered."""

    def __init__(self, ids: Iterator[int], sent: list[HistoryOutgoing]) -> None:
        self._ids, self._sent = ids, sent
        self._receipts: list[dt.datetime] = []

    def receipt(self, key: str, case: Case, at: dt.datetime) -> None:
        """Send an automatic text, unless there were as many within the hour as are allowed."""
        receipt = district.part(TextLine).receipt
        recent = [other for other in self._receipts if at - other < _HOUR]
        if not receipt.enabled or len(recent) >= receipt.hourly_limit_per_number:
            return
        self._receipts.append(at)
        body = automatic(
            key,
            case.language,
            code=case.code or "",
            due=resident_moments.promise(case.answer_due_at, case.promise_from, case.language),
            line_number=district.line_number(),
            duty_phone=district.part(Office).duty_phone,
        )
        self.send(TextKind.AUTOMATIC, body, case, at)

    def send(
        self,
        kind: TextKind,
        body: str,
        case: Case,
        at: dt.datetime,
        *,
        not_before: dt.datetime | None = None,
        hash_: str = "",
    ) -> HistoryOutgoing:
        """Send words; ``not_before`` is the end of the hold."""
        leaves = not_before or at
        text = HistoryOutgoing(
            id=next(self._ids),
            resident_id=case.resident_id,
            kind=kind,
            body=body,
            reference=subject(case.id),
            confirmed_hash=hash_,
            queued_at=at,
            not_before=leaves,
            accepted_at=leaves + _ACCEPTED,
            delivered_at=leaves + _DELIVERED,
        )
        self._sent.append(text)
        return text
