import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

# What the mayor's word for a broadcast binds: its words and its recipients (docs/adr/0002).

DAY = "{day}"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One resident, in which language they get it, and the day that their words name, if any."""

    resident_id: int
    language: str
    day: dt.date | None = None

    def bound(self) -> list[object]:
        """Give what of it is hashed; what names no day hashes as it did before there were any."""
        own: list[object] = [self.resident_id, self.language]
        return [*own, self.day.isoformat()] if self.day else own


def binding_hash(
    *, bodies: Mapping[str, str], urgent: bool, recipients: Iterable[Recipient]
) -> str:
    """Give the SHA-256 (hex) over the words in each language and the list of recipients."""
    bound = {
        "bodies": dict(sorted(bodies.items())),
        "urgent": urgent,
        "to": [one.bound() for one in sorted(recipients, key=lambda one: one.resident_id)],
    }
    canonical = json.dumps(bound, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def language_for(language: str, bodies: Mapping[str, str]) -> str:
    """Choose in which language somebody reads it: theirs, else English, else Korean."""
    return next((one for one in (language, "en", "ko") if bodies.get(one)), "ko")


# How fast a broadcast leaves: so many texts a minute, spread over it.

MINUTE = dt.timedelta(minutes=1)


def batch_begins(next_at: dt.datetime, now: dt.datetime) -> dt.datetime | None:
    """Say from when on a further minute's texts leave; None while the queued ones still do.

    A minute ahead, so that there is no gap between two looks at the clock; never in the past:
    what a dead process missed is not made up for at once.
    """
    return max(next_at, now) if next_at <= now + MINUTE else None


def moments(begins: dt.datetime, count: int, per_minute: int) -> Iterator[dt.datetime]:
    """Give when each of a minute's texts leaves."""
    return (begins + MINUTE * number / per_minute for number in range(count))


# States of broadcasts: the table of allowed changes.


class BroadcastState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"  # before the mayor
    APPROVED = "approved"  # on its way, or about to be
    SENT = "sent"  # all its texts are with the links
    STOPPED = "stopped"
    DISCARDED = "discarded"


class BroadcastEvent(Tagged):
    """What happens to a broadcast.

    The tags are those of the first kind, updates; the history calls it as the row's kind says
    (``ports.py``).
    """

    SUBMIT = "submit", "event:update:submit"
    WITHDRAW = "withdraw", "event:update:withdraw"
    RETURN = "return", "event:update:return"
    VOID = "void", "event:update:void"  # its words or recipients are others now
    APPROVE = "approve", "event:update:approve"
    UNDO = "undo", "event:update:undo"
    EXPEDITE = "expedite", "event:update:expedite"  # it leaves in the quiet hours after all
    FINISH = "finish", "event:update:finish"
    STOP = "stop", "event:update:stop"
    DISCARD = "discard", "event:update:discard"


_S, _E = BroadcastState, BroadcastEvent
TRANSITIONS: dict[tuple[BroadcastState, BroadcastEvent], BroadcastState] = {
    (_S.DRAFT, _E.SUBMIT): _S.SUBMITTED,
    (_S.DRAFT, _E.DISCARD): _S.DISCARDED,
    (_S.SUBMITTED, _E.WITHDRAW): _S.DRAFT,
    (_S.SUBMITTED, _E.RETURN): _S.DRAFT,
    (_S.SUBMITTED, _E.VOID): _S.DRAFT,
    (_S.SUBMITTED, _E.APPROVE): _S.APPROVED,
    (_S.APPROVED, _E.UNDO): _S.SUBMITTED,
    (_S.APPROVED, _E.EXPEDITE): _S.APPROVED,
    (_S.APPROVED, _E.FINISH): _S.SENT,
    (_S.APPROVED, _E.STOP): _S.STOPPED,
}
# The outcome of who gets none because the mayor left them out.
LEFT_OUT = "left_out"
UNSENT = frozenset({_S.DRAFT, _S.SUBMITTED})
UNDER_WAY = frozenset({_S.SUBMITTED, _S.APPROVED})
# What reached, or will reach, somebody.
LEFT = frozenset({_S.APPROVED, _S.SENT, _S.STOPPED})
