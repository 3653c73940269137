"""What residents are told of a matter: its states, and what an approval binds."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

DAY = "{day}"


class TellingState(StrEnum):
    WAITING = "waiting"  # for the mayor
    APPROVED = "approved"  # its texts are being queued
    DONE = "done"
    WITHDRAWN = "withdrawn"


class TellingEvent(Tagged):
    SUBMIT = "submit", "policy:telling:submit"
    APPROVE = "approve", "policy:telling:approve"
    FINISH = "finish", "policy:telling:finish"
    WITHDRAW = "withdraw", "policy:telling:withdraw"
    UNDO = "undo", "policy:telling:undo"


_S, _E = TellingState, TellingEvent
TELLINGS: dict[tuple[TellingState, TellingEvent], TellingState] = {
    (_S.WAITING, _E.APPROVE): _S.APPROVED,
    (_S.WAITING, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.APPROVED, _E.UNDO): _S.WAITING,
    (_S.APPROVED, _E.FINISH): _S.DONE,
}


def telling_hash(matter: int, words: Iterable[str], recipients: Iterable[tuple[int, str]]) -> str:
    """Give what an approval binds: the words, and to whom (ids, ISO days of their texts)."""
    told = [matter, list(words), sorted(recipients)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
