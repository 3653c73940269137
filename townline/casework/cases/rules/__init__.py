"""The case's states, the one table of allowed changes, and pure decisions."""

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from townline.platform.core.history.tags import Tagged


class CaseState(StrEnum):
    RECEIVED = "received"
    WITH_DEPARTMENT = "with_department"
    DRAFTED = "drafted"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    ANSWERED = "answered"
    AWAITING_RESIDENT = "awaiting_resident"
    MISROUTED = "misrouted"
    DECLINED = "declined"
    REOPENED = "reopened"
    CLOSED = "closed"
    MERGED = "merged"
    BUNDLED = "bundled"


class CaseEvent(Tagged):
    ASSIGN = "assign", "case:department:assign"
    DRAFT = "draft", "case:answer:draft"
    SUBMIT = "submit", "case:answer:submit"
    WITHDRAW = "withdraw", "case:answer:withdraw"
    SEND_BACK = "send_back", "case:answer:return"
    CONFIRM = "confirm", "case:answer:approve"
    UNDO = "undo", "case:approval:undo"
    VOID = "void", "case:approval:void"
    SENT = "sent", "case:answer:send"
    SENT_INTERIM = "sent_interim", "case:interim:send"
    SENT_DECLINE = "sent_decline", "case:decline:send"
    SEND_FAILED = "send_failed", "case:answer:fail"
    ASK = "ask", "case:question:ask"
    JOIN = "join", "case:text:join"
    REPLY = "reply", "case:reply:receive"
    REPLY_UNASSIGNED = "reply_unassigned", "case:reply:requeue"
    MISROUTE = "misroute", "case:department:return"
    DISMISS = "dismiss", "case:status:dismiss"
    CLOSE = "close", "case:status:close"
    REOPEN = "reopen", "case:status:reopen"
    MERGE = "merge", "case:status:merge"
    UNMERGE = "unmerge", "case:status:unmerge"
    RECLOSE = "reclose", "case:status:reclose"
    TAKE_BACK = "take_back", "case:action:undo"
    RETURN_AGAIN = "return_again", "case:department:escalate"
    BUNDLE = "bundle", "case:answer:combine"
    UNBUNDLE = "unbundle", "case:answer:separate"
    CLOSE_REPEAT = "close_repeat", "case:repeat:close"


class Remark(StrEnum):
    """A line of a case's history that changes no state."""

    OPEN = "case:status:open"
    THANKS = "case:thanks:receive"
    LITTLE = "case:short_text:receive"
    CANCEL_ASKED = "case:cancellation:request"
    REMIND = "case:promise:remind"
    OVERDUE = "case:promise:miss"
    NOTE = "case:note:add"
    NOTE_BACK = "case:note:withdraw"
    RETITLE = "case:title:change"
    DANGER_ON = "case:danger:mark"
    DANGER_OFF = "case:danger:clear"
    NUMBER_REVEAL = "case:number:reveal"
    TEXT_SETTLE = "case:text:settle"
    SPLIT = "case:text:split"
    MOVE_OUT = "case:text:move_out"
    MOVE_IN = "case:text:move_in"
    MERGE_IN = "case:merger:receive"
    PUT_BACK = "case:regrouping:undo"
    SAME_MATTER = "case:topic:keep"
    SEND_FAILED_ONE = "case:recipient:fail"
    SENDER_BLOCK = "case:sender:block"
    SENDER_UNBLOCK = "case:sender:unblock"
    MEETING_CALL = "case:meeting:call"
    MEETING_LEAVE = "case:meeting:leave"
    REFERRAL_HAND = "case:referral:make"
    PROMISED = "case:commitment:make"
    PROMISED_REMIND = "case:commitment:remind"
    PROMISED_KEEP = "case:commitment:keep"
    PROMISED_MOVE = "case:commitment:move"
    PROMISED_MISS = "case:commitment:miss"
    PROMISED_WITHDRAW = "case:commitment:withdraw"
    NEW_FACTS = "case:facts:add"
    GROUP_ON = "case:group:mark"
    GROUP_OFF = "case:group:clear"
    INSTRUCT = "case:instruction:give"
    STATUS_ASKED = "case:progress:ask"
    RATE_ASK = "case:rating:ask"
    RATED = "case:rating:give"
    RATE_WHY = "case:rating:explain"
    RATE_END = "case:rating:end"
    CHECK_IN_ASK = "case:check_in:ask"
    CHECK_IN_SAID = "case:check_in:answer"
    CHECK_IN_END = "case:check_in:end"
    LINK_SEND = "case:link:send"
    PHOTO_LINK = "case:photo_link:make"
    PHOTO_LINK_END = "case:photo_link:end"
    LEGAL_RETYPE = "case:type:change"
    LEGAL_EXTEND = "case:clock:extend"
    LEGAL_MOVED = "case:clock:move"
    LEGAL_REMIND = "case:clock:remind"
    LEGAL_OVERDUE = "case:clock:miss"
    LEGAL_PROGRESS = "case:progress:remind"
    IMPORT = "case:history:import"
    IMPORT_MORE = "case:history:extend"
    SPAM_NOT = "case:spam:clear"
    PLACE_SET = "case:location:set"
    PLACE_CLEAR = "case:location:clear"
    PLACE_ASKED = "case:location:ask"


# Reasons that no person writes; pages say them in the reader's language.
NEWER_TEXT = "답이 나가는 동안 새 문자가 왔습니다"
NOT_FIXED = "고쳐지지 않았다고 합니다"
PUT_BACK_TOGETHER = "일괄 처리를 실행 취소했습니다"
PRESENCE_LIFE = dt.timedelta(seconds=60)
_S, _E = CaseState, CaseEvent
WRITABLE = frozenset({_S.WITH_DEPARTMENT, _S.DRAFTED, _S.RETURNED, _S.REOPENED})
UNDECIDED = frozenset({_S.RECEIVED, _S.MISROUTED, _S.AWAITING_RESIDENT}) | WRITABLE
# Nobody has said yet what it is about, or whose.
UNSORTED = frozenset({_S.RECEIVED, _S.MISROUTED})
FINISHED = frozenset({_S.ANSWERED, _S.DECLINED, _S.CLOSED})
OPEN = frozenset(CaseState) - FINISHED - {_S.MERGED}
# While an answer is on its way nothing is taken from under it, and nothing put beside it.
MERGEABLE = (OPEN | FINISHED) - {_S.CONFIRMED, _S.BUNDLED}


def _table() -> dict[tuple[CaseState, CaseEvent], CaseState]:
    table = {
        (_S.DRAFTED, _E.SUBMIT): _S.AWAITING_CONFIRMATION,
        (_S.AWAITING_CONFIRMATION, _E.WITHDRAW): _S.DRAFTED,
        (_S.AWAITING_CONFIRMATION, _E.SEND_BACK): _S.RETURNED,
        (_S.AWAITING_CONFIRMATION, _E.CONFIRM): _S.CONFIRMED,
        (_S.CONFIRMED, _E.UNDO): _S.AWAITING_CONFIRMATION,
        (_S.CONFIRMED, _E.VOID): _S.AWAITING_CONFIRMATION,
        (_S.CONFIRMED, _E.SENT): _S.ANSWERED,
        (_S.CONFIRMED, _E.SENT_INTERIM): _S.WITH_DEPARTMENT,
        (_S.CONFIRMED, _E.SENT_DECLINE): _S.DECLINED,
        (_S.CONFIRMED, _E.SEND_FAILED): _S.RETURNED,
        (_S.AWAITING_RESIDENT, _E.REPLY): _S.WITH_DEPARTMENT,
        (_S.AWAITING_RESIDENT, _E.REPLY_UNASSIGNED): _S.RECEIVED,
        # Its words go out with another case's answer.
        (_S.BUNDLED, _E.SENT): _S.ANSWERED,
        (_S.BUNDLED, _E.SENT_INTERIM): _S.WITH_DEPARTMENT,
        (_S.BUNDLED, _E.SENT_DECLINE): _S.DECLINED,
        (_S.ANSWERED, _E.CLOSE): _S.CLOSED,
        (_S.DECLINED, _E.CLOSE): _S.CLOSED,
    }
    for state in UNDECIDED:
        table[state, _E.ASSIGN] = _S.WITH_DEPARTMENT
        table[state, _E.DISMISS] = _S.CLOSED
        table[state, _E.CLOSE_REPEAT] = _S.CLOSED
    for state in WRITABLE | {_S.AWAITING_CONFIRMATION, _S.AWAITING_RESIDENT}:
        table[state, _E.DRAFT] = _S.DRAFTED
    for state in WRITABLE | {_S.RECEIVED}:
        table[state, _E.ASK] = _S.AWAITING_RESIDENT
    for state in WRITABLE:
        table[state, _E.MISROUTE] = _S.MISROUTED
        table[state, _E.RETURN_AGAIN] = _S.MISROUTED
        table[state, _E.BUNDLE] = _S.BUNDLED
    for state in FINISHED:
        table[state, _E.REOPEN] = _S.REOPENED
    for state in MERGEABLE:
        table[state, _E.MERGE] = _S.MERGED
    for state in OPEN | FINISHED:
        table[state, _E.JOIN] = state
    return table


TRANSITIONS: dict[tuple[CaseState, CaseEvent], CaseState] = _table()
# What leads back to where a case was. Which of these states that is, its history says.
PUT_BACK: dict[tuple[CaseState, CaseEvent], frozenset[CaseState]] = {
    (_S.MERGED, _E.UNMERGE): MERGEABLE,
    # The text that had opened it again belonged elsewhere.
    (_S.REOPENED, _E.RECLOSE): FINISHED,
    # A press that was wrong: sent to the wrong department, closed too early.
    (_S.WITH_DEPARTMENT, _E.TAKE_BACK): UNDECIDED,
    (_S.CLOSED, _E.TAKE_BACK): UNDECIDED | {_S.ANSWERED, _S.DECLINED},
    (_S.BUNDLED, _E.UNBUNDLE): WRITABLE,
}


class Kind(StrEnum):
    """What an answer draft is: an answer, an interim reply or a refusal (decline)."""

    ANSWER = "answer"
    INTERIM = "interim"
    DECLINE = "decline"


class Bundled(NamedTuple):
    """A case whose answer goes out with another's, as it was looked at."""

    case_id: int
    last_incoming_id: int
    regrouped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedWords:
    """Exactly what the mayor confirms.

    ``others``: further residents who get it. ``regrouped``: how often a person has moved texts
    into the case or out of it; what was read before that is not what is answered now.
    ``bundled``: cases that the same words answer; ``positions``: department, state and version
    of each that takes part. ``promised``: the moments checked as promises of these words.
    """

    resident_id: int
    kind: Kind
    body: str
    last_incoming_id: int
    attachments: tuple[str, ...] = ()
    next_due_at: dt.datetime | None = None
    others: tuple[int, ...] = ()
    regrouped: int = 0
    korean: str = ""
    bundled: tuple[Bundled, ...] = ()
    positions: tuple[tuple[str, str, int], ...] = ()
    promised: tuple[str, ...] = ()


def confirmation_hash(words: ApprovedWords) -> str:
    """Give the SHA-256 (hex) that a confirmation binds: recipient, words, last text heard."""
    bound: list[object] = [
        words.resident_id,
        words.kind,
        words.body,
        words.last_incoming_id,
        list(words.attachments),
        words.next_due_at.isoformat() if words.next_due_at else None,
    ]
    if words.others or words.regrouped:
        bound += [sorted(words.others), words.regrouped]
    if words.korean:
        # It is not sent, but it is what was read before the other language was confirmed.
        bound += [{"korean": words.korean}]
    if words.promised:
        bound.append({"promised": sorted(words.promised)})
    if words.bundled or words.positions:
        # An object, so that no list before it can look the same.
        bound.append({"with": sorted(words.bundled), "positions": sorted(words.positions)})
    canonical = json.dumps(bound, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def subject(case_id: int) -> str:
    """Name a case in the history and on texts: ``case:12``."""
    return f"case:{case_id}"


def case_id_of(reference: str) -> int | None:
    """Read what ``subject`` wrote; None for anything else."""
    kind, _, number = reference.partition(":")
    return int(number) if kind == "case" and number.isdigit() else None


def case_code(prefix: str, received_at: dt.datetime, number: int) -> str:
    """Write a short code that can be read out and typed on a phone: ``H6-0042``."""
    return f"{prefix}{received_at.year % 10}-{number:04d}"


def codes_in(body: str, prefix: str) -> list[str]:
    """Find case codes as people type them: ``h6 42`` is not one, ``H60042`` and ``h6-0042`` are."""
    pattern = rf"(?<![0-9A-Za-z]){_code(prefix)}(?!\d)"
    return [f"{prefix}{y}-{n}" for y, n in re.findall(pattern, body, flags=re.IGNORECASE)]


def code_alone(body: str, prefix: str) -> str:
    """Give the case code that somebody typed and nothing else; "" for anything else."""
    found = re.fullmatch(_code(prefix), body.strip(), flags=re.IGNORECASE)
    return f"{prefix}{found[1]}-{found[2]}" if found else ""


def _code(prefix: str) -> str:
    return rf"{re.escape(prefix)}(\d)[-\s\u2010-\u2015]?(\d{{4,9}})"


_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ThanksWords:
    """The district's words of thanks, folded: lower case, letters and digits only."""

    thanks: frozenset[str]
    fillers: frozenset[str]
    emoji: tuple[str, ...]


def is_only_thanks(body: str, words: ThanksWords) -> bool:
    """Say whether a text holds nothing but thanks: then it never opens or reopens a case."""
    rest = _NOISE.sub("", body.lower())
    if not rest:
        return _only_signs(body, words.emoji)
    thanked = False
    for word in sorted(words.thanks | words.fillers, key=len, reverse=True):
        if word in rest:
            thanked = thanked or word in words.thanks
            # A gap keeps what stood left and right from forming a new word.
            rest = rest.replace(word, " ")
    return thanked and not rest.strip()


def _only_signs(body: str, thanks: Iterable[str]) -> bool:
    """Say whether the signs of a text are thanks and nothing else: a flame among them is not."""
    rest = body
    for sign in sorted(thanks, key=len, reverse=True):
        rest = rest.replace(sign, "")
    return rest != body and not any(unicodedata.category(sign) == "So" for sign in rest)


def title_from(body: str, limit: int = 40, *, photos: int = 0, language: str = "ko") -> str:
    """Make a working title from a text's first line, until a person gives a better one.

    A text of photos alone is named for them, one without anything to read is called so.
    """
    first = next((line.strip() for line in body.splitlines() if line.strip()), "")
    if not first and photos:
        first = f"사진 {photos}장" if language == "ko" else f"Photos: {photos}"
    if not any(sign.isprintable() and not sign.isspace() for sign in first):
        first = "빈 문자" if language == "ko" else "Empty text"
    return first if len(first) <= limit else first[: limit - 1].rstrip() + "…"


def reminder_moments(
    since: dt.datetime, stages: Iterable[dt.timedelta], due_at: dt.datetime
) -> list[dt.datetime]:
    """List when a promise is reminded of: each stage after ``since``, and the due time itself."""
    return [since + stage for stage in stages if since + stage < due_at] + [due_at]
