"""Leases of safe numbers: their states, and the one table of what may follow what."""

from enum import StrEnum
from uuid import UUID

from townline.platform.core.history.tags import Tagged


class LeaseState(StrEnum):
    """``WAITING``: no number was free; ``ROTATED``: another took its place, callers are told."""

    WAITING = "waiting"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ROTATED = "rotated"
    ENDED = "ended"


class LeaseEvent(Tagged):
    ISSUE = "issue", "lease:number:issue"
    SUSPEND = "suspend", "lease:number:suspend"
    RESUME = "resume", "lease:number:resume"
    ROTATE = "rotate", "lease:number:rotate"
    HUSH = "hush", "lease:forwarding:end"
    EXPIRE = "expire", "lease:term:expire"
    END = "end", "lease:number:cancel"
    # These leave the state as it is.
    RENEW = "renew", "lease:term:renew"
    REMIND = "remind", "lease:term:remind"
    TRANSFER = "transfer", "lease:car:transfer"
    CHANGE = "change", "lease:settings:change"
    PROVE = "prove", "lease:owner:verify"


class Audience(StrEnum):
    """For whom a number is; how long it is leased depends on it."""

    RESIDENT = "resident"
    VISITOR = "visitor"
    FLEET = "fleet"


class Via(StrEnum):
    """By which way somebody came to a number."""

    WEB = "web"
    COUNTER = "counter"
    BULK = "bulk"
    COMMAND = "command"


_S, _E = LeaseState, LeaseEvent
HELD = frozenset({_S.ACTIVE, _S.SUSPENDED})  # the car's present number
LIVE = HELD | {_S.ROTATED}  # a number answers, be it only with the word that it was changed
OPEN = HELD | {_S.WAITING}  # a proved car is in one of these at most once

TRANSITIONS: dict[tuple[LeaseState, LeaseEvent], LeaseState] = {
    (_S.WAITING, _E.ISSUE): _S.ACTIVE,
    (_S.ACTIVE, _E.SUSPEND): _S.SUSPENDED,
    (_S.SUSPENDED, _E.RESUME): _S.ACTIVE,
    (_S.ROTATED, _E.HUSH): _S.ENDED,
    **{(state, _E.ROTATE): _S.ROTATED for state in (_S.ACTIVE, _S.SUSPENDED)},
    **{(state, _E.EXPIRE): _S.ENDED for state in (_S.ACTIVE, _S.SUSPENDED)},
    **{(state, _E.END): _S.ENDED for state in (_S.WAITING, _S.ACTIVE, _S.SUSPENDED, _S.ROTATED)},
    **{
        (state, event): state
        for state in (_S.ACTIVE, _S.SUSPENDED)
        for event in (_E.RENEW, _E.REMIND, _E.TRANSFER, _E.CHANGE, _E.PROVE)
    },
    **{(_S.WAITING, event): _S.WAITING for event in (_E.TRANSFER, _E.CHANGE, _E.PROVE)},
}


class NumberState(StrEnum):
    """A number of a pool. ``RESTING``: it was leased, and is not given out again for a while."""

    FREE = "free"
    LEASED = "leased"
    RESTING = "resting"
    WITHDRAWN = "withdrawn"


class NumberEvent(Tagged):
    TAKE = "take", "number:pool:take"
    REST = "rest", "number:pool:rest"
    FREE = "free", "number:pool:free"
    WITHDRAW = "withdraw", "number:pool:withdraw"
    RESTORE = "restore", "number:pool:restore"


_N, _M = NumberState, NumberEvent
NUMBER_TRANSITIONS: dict[tuple[NumberState, NumberEvent], NumberState] = {
    (_N.FREE, _M.TAKE): _N.LEASED,
    (_N.LEASED, _M.REST): _N.RESTING,
    (_N.RESTING, _M.FREE): _N.FREE,
    # The operator took the range back: what is leased goes when its lease ends.
    **{(state, _M.WITHDRAW): _N.WITHDRAWN for state in (_N.FREE, _N.RESTING)},
    # To rest at first, as nobody knows who had it meanwhile.
    (_N.WITHDRAWN, _M.RESTORE): _N.RESTING,
}


def lease_subject(lease_id: UUID) -> str:
    """Name a lease in the history and beside texts: ``lease:<32 hex digits>``."""
    return f"lease:{lease_id.hex}"
