"""What residents of past cases were asked and said, written in bulk: for a demonstration."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from townline.casework.cases.api import FINISHED, CaseState, Remark, subject, title_from
from townline.casework.cases.models import Case, CaseResident
from townline.casework.portal.models import FollowUp, Rating
from townline.casework.portal.rules.follow_ups import FEW_STARS, FollowKind, FollowState
from townline.casework.portal.rules.residents import BY_REPLY
from townline.casework.portal.services.notifications import OPENING_LENGTH, fill_text
from townline.casework.portal.services.texts import asking, office_time
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import (
    HistoryIds,
    HistoryIncoming,
    HistoryOutgoing,
    HistorySender,
    TextKind,
)
from townline.platform.core.history import audit

# The most texts that one case can have here, each way.
_TEXTS = 5
_PLANS_FROM = dt.timedelta(days=1)
_LEAVES, _ARRIVES = dt.timedelta(seconds=2), dt.timedelta(seconds=7)
_ASKS = {FollowKind.RATING: "rate_request", FollowKind.CHECK_IN: "check_in"}
_REMARKS = {
    FollowKind.RATING: (Remark.RATE_ASK, Remark.RATED, Remark.RATE_END),
    FollowKind.CHECK_IN: (Remark.CHECK_IN_ASK, Remark.CHECK_IN_SAID, Remark.CHECK_IN_END),
}


@dataclass(frozen=True, slots=True)
class PastReply:
    """A reply ``after`` the question: ``stars`` to a rating, "fixed" to a check-in; ``why`` few."""

    after: dt.timedelta
    stars: int = 5
    why: str = ""


# Of a kind of question, in a language: what was replied, or None where nobody replied.
type Replies = Callable[[FollowKind, str], PastReply | None]


@dataclass
class _Written:
    follow_ups: list[FollowUp] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    entries: list[audit.AuditEntry] = field(default_factory=list)
    incoming: list[HistoryIncoming] = field(default_factory=list)
    outgoing: list[HistoryOutgoing] = field(default_factory=list)


class _Telling:
    """Tells the questions and replies of one case after another."""

    def __init__(self, now: dt.datetime, replies: Replies, ids: HistoryIds) -> None:
        self._now, self._replies = now, replies
        self._numbers = {resident: number for number, resident in ids.residents.items()}
        self._incoming_ids, self._outgoing_ids = iter(ids.incoming), iter(ids.outgoing)
        self.written = _Written()

    def tell(self, case: Case, opening: str) -> None:
        answered = case.answered_at
        if answered is None or case.state == CaseState.DECLINED:
            return
        for kind in FollowKind:
            at = office_time(answered + asking(kind).after)
            row = FollowUp(
                case=case,
                resident_id=case.resident_id,
                kind=kind,
                answered_at=answered,
                due_at=at,
            )
            self._ask(row, case, opening, at)

    def _ask(self, row: FollowUp, case: Case, opening: str, at: dt.datetime) -> None:
        kind = FollowKind(row.kind)
        reply = self._replies(kind, case.language)
        if at > self._now:
            # What would be asked at once is left out: a demonstration begins quietly.
            if at > self._now + _PLANS_FROM:
                self.written.follow_ups.append(row)
            return
        row.state, row.asked_at = FollowState.ASKED, at
        row.open_until = at + asking(kind).open_for
        self.written.follow_ups.append(row)
        self._say(case, fill_text(_ASKS[kind], case, case.language, said=opening), at)
        self._line(case, _REMARKS[kind][0], audit.SYSTEM, at)
        self._settle(row, case, reply)

    def _settle(self, row: FollowUp, case: Case, reply: PastReply | None) -> None:
        kind = FollowKind(row.kind)
        requested_at, open_until = row.asked_at or row.due_at, row.open_until or row.due_at
        replied_at = requested_at + reply.after if reply else open_until
        if replied_at >= self._now:
            return
        row.ended_at = replied_at
        row.state = FollowState.ANSWERED if reply else FollowState.EXPIRED
        if reply is None:
            self._line(case, _REMARKS[kind][2], audit.SYSTEM, replied_at)
        elif kind is FollowKind.RATING:
            self._rate(case, reply, replied_at)
        else:
            self._hear(case, "1", replied_at)
            self._line(case, Remark.CHECK_IN_SAID, audit.RESIDENT, replied_at, said="fixed")
            self._say(case, fill_text("check_in_fixed", case, case.language), replied_at)

    def _rate(self, case: Case, reply: PastReply, at: dt.datetime) -> None:
        self.written.ratings.append(
            Rating(case=case, resident_id=case.resident_id, stars=reply.stars, via="text", at=at)
        )
        self._hear(case, str(reply.stars), at)
        self._line(case, Remark.RATED, audit.RESIDENT, at, stars=reply.stars, via="text")
        few = reply.stars <= FEW_STARS and bool(reply.why)
        self._say(case, fill_text("rate_why" if few else "rate_thanks", case, case.language), at)
        later = at + dt.timedelta(minutes=7)
        if few and later < self._now:
            self._hear(case, reply.why, later)
            self._line(case, Remark.RATE_WHY, audit.RESIDENT, later)
            self._say(case, fill_text("rate_why_receipt", case, case.language), later)

    def _say(self, case: Case, body: str, at: dt.datetime) -> None:
        self.written.outgoing.append(
            HistoryOutgoing(
                id=next(self._outgoing_ids),
                resident_id=case.resident_id,
                kind=TextKind.AUTOMATIC,
                body=body,
                reference=subject(case.id),
                confirmed_hash="",
                queued_at=at,
                not_before=at,
                accepted_at=at + _LEAVES,
                delivered_at=at + _ARRIVES,
            )
        )

    def _hear(self, case: Case, body: str, at: dt.datetime) -> None:
        self.written.incoming.append(
            HistoryIncoming(
                id=next(self._incoming_ids),
                number=self._numbers[case.resident_id],
                body=body,
                received_at=at,
                by=BY_REPLY,
                reference=subject(case.id),
            )
        )

    def _line(
        self, case: Case, event: Remark, actor: audit.Actor, at: dt.datetime, **data: object
    ) -> None:
        entry = audit.AuditEntry(
            subject=subject(case.id), event=event, actor=actor, at=at, data=data
        )
        self.written.entries.append(entry)


@transaction.atomic
def replies_import(
    *,
    now: dt.datetime,
    since: dt.datetime,
    senders: Sequence[HistorySender],
    replies: Replies,
    transport: str,
    destination_addr: str,
) -> int:
    """Ask the residents of answers from ``since`` on as if it had been done then; how many.

    Of ``senders`` only, and only where a case has one resident. What is due later is planned.
    No text is left to be sent.
    """
    shared = CaseResident.objects.values("case")
    answered = Case.objects.filter(state__in=sorted(FINISHED), answered_at__gte=since)
    cases = list(answered.exclude(id__in=shared).order_by("id"))
    most = len(cases) * _TEXTS
    ids = conversations.history_reserve(senders=senders, incoming=most, outgoing=most)
    telling = _Telling(now, replies, ids)
    for case, opening in _with_words([c for c in cases if c.resident_id in ids.residents.values()]):
        telling.tell(case, opening)
    conversations.history_import(
        transport=transport,
        destination_addr=destination_addr,
        residents=ids.residents,
        incoming=telling.written.incoming,
        outgoing=telling.written.outgoing,
    )
    FollowUp.objects.bulk_create(telling.written.follow_ups)
    Rating.objects.bulk_create(telling.written.ratings)
    audit.record_many(sorted(telling.written.entries, key=lambda entry: entry.at))
    return len(telling.written.follow_ups)


def _with_words(cases: Sequence[Case]) -> Iterator[tuple[Case, str]]:
    threads = conversations.thread_many(subject(case.id) for case in cases)
    for case in cases:
        first = next((t for t in threads[subject(case.id)] if t.direction == "in"), None)
        if first is not None:
            yield case, title_from(first.body, OPENING_LENGTH)
