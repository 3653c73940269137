import re
import unicodedata
from collections.abc import Collection
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

# What there is on a board of every kind.

# Who leads, who tells residents, who is on the spot.
ROLES = ("lead", "information", "field")


# States of incidents and of needs: the tables of allowed changes.


class IncidentState(StrEnum):
    OPEN = "open"
    ENDED = "ended"
    MERGED = "merged"  # goes on in another one
    WITHDRAWN = "withdrawn"  # opened by mistake


class IncidentEvent(Tagged):
    """What happens to an incident. Its history is that of ``event:7``.

    ``incident:7`` is the history of a suggestion.
    """

    OPEN = "open", "event:incident:open"
    END = "end", "event:incident:end"
    REOPEN = "reopen", "event:incident:reopen"
    MERGE = "merge", "event:incident:merge"
    UNMERGE = "unmerge", "event:merger:undo"
    WITHDRAW = "withdraw", "event:incident:withdraw"


class NeedState(StrEnum):
    OPEN = "open"
    DONE = "done"


class NeedEvent(Tagged):
    DO = "do", "event:need:do"
    REOPEN = "reopen", "event:need:reopen"


class IncidentLogEvent(StrEnum):
    """A line of the log that changes no state."""

    JOIN = "event:case:join"
    LEAVE = "event:case:leave"
    EDIT = "event:incident:edit"
    ABSORB = "event:merger:receive"
    DISMISS = "event:offer:dismiss"
    QUESTION = "event:question:receive"
    ANSWER = "event:question:settle"
    NEED = "event:need:add"
    TEAM = "event:team:add"
    TEAM_MOVE = "event:team:move"
    TEAM_LEAVE = "event:team:leave"
    ROLE = "event:role:take"
    HANDOVER = "event:role:handover"
    NOTE = "event:log:note"
    TICK = "event:checklist:tick"
    UNTICK = "event:checklist:untick"
    CARRY = "event:need:carry"
    LESSONS = "event:lessons:write"
    UNDO = "event:action:undo"
    SAFETY = "event:safety:ask"


_I, _IE = IncidentState, IncidentEvent
INCIDENT_TRANSITIONS: dict[tuple[IncidentState, IncidentEvent], IncidentState] = {
    (_I.OPEN, _IE.END): _I.ENDED,
    (_I.OPEN, _IE.MERGE): _I.MERGED,
    (_I.OPEN, _IE.WITHDRAW): _I.WITHDRAWN,
    (_I.ENDED, _IE.REOPEN): _I.OPEN,
    (_I.MERGED, _IE.UNMERGE): _I.OPEN,
}

_N, _NE = NeedState, NeedEvent
NEED_TRANSITIONS: dict[tuple[NeedState, NeedEvent], NeedState] = {
    (_N.OPEN, _NE.DO): _N.DONE,
    (_N.DONE, _NE.REOPEN): _N.OPEN,
}


def event_subject(incident_id: int) -> str:
    """Name an incident in the history: ``event:7``."""
    return f"event:{incident_id}"


class SafetyState(StrEnum):
    """What a telephone answered to "are you safe?"; NONE is never shown as safe."""

    NONE = ""
    SAFE = "safe"
    HELP = "help"


def safety_reply(body: str, yes: Collection[str]) -> SafetyState:
    """Read a reply: SAFE for ``1`` or a yes, whole and alone; HELP for whatever else it is."""
    reply = _plain(body)
    is_yes = reply in {"1", "1번"} or reply.removeprefix("1").strip() in {
        _plain(one) for one in yes
    }
    return SafetyState.SAFE if is_yes else SafetyState.HELP


def _plain(body: str) -> str:
    words = re.sub(r"[^\w\s]", " ", unicodedata.normalize("NFKC", body))
    return " ".join(words.casefold().split())
