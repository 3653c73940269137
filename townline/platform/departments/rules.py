"""Roles and what each may do."""

import datetime as dt
from enum import StrEnum


class Role(StrEnum):
    CLERK = "clerk"
    OFFICER = "officer"
    HEAD = "head"
    MAYOR = "mayor"
    DEPUTY = "deputy"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


# Who may have the morning's figures sent to them.
DIGEST_ROLES = frozenset({Role.MAYOR, Role.DEPUTY, Role.HEAD})
DIGEST_HOURS = range(5, 23)

NEEDS_DEPARTMENT = frozenset({Role.OFFICER, Role.HEAD})


class Power(StrEnum):
    READ_ALL = "read_all"  # cases of every department
    READ_OWN = "read_own"  # cases of one's department and those below it
    ASSIGN = "assign"
    WRITE = "write"  # draft, ask, submit
    DECLINE = "decline"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    REVEAL = "reveal"  # see a number, with a reason
    BLOCK = "block"  # keep a sender's texts out of the inbox for a time
    SETTLE = "settle"  # decide about a text whose outcome is unknown
    MANAGE = "manage"
    AUDIT = "audit"
    EXPORT = "export"  # give out all that is kept of one person, to them
    ERASE = "erase"  # erase all that is kept of one person
    NUMBERS = "numbers"  # issue safe parking numbers, and keep them
    DESK = "desk"  # call tickets to a desk, open and close a queue


POWERS: dict[Role, frozenset[Power]] = {
    Role.CLERK: frozenset(
        {
            Power.READ_ALL,
            Power.ASSIGN,
            Power.WRITE,
            Power.DECLINE,
            Power.REVEAL,
            Power.SETTLE,
            Power.BLOCK,
            Power.NUMBERS,
            Power.DESK,
        }
    ),
    Role.OFFICER: frozenset({Power.READ_OWN, Power.WRITE, Power.REVEAL, Power.DESK}),
    Role.HEAD: frozenset(
        {
            Power.READ_OWN,
            Power.ASSIGN,
            Power.WRITE,
            Power.DECLINE,
            Power.SEND_BACK,
            Power.REVEAL,
            Power.BLOCK,
            Power.DESK,
        }
    ),
    Role.MAYOR: frozenset(
        {Power.READ_ALL, Power.ASSIGN, Power.WRITE, Power.SEND_BACK, Power.CONFIRM, Power.REVEAL}
    ),
    Role.DEPUTY: frozenset({Power.READ_ALL, Power.WRITE, Power.SEND_BACK, Power.CONFIRM}),
    Role.ADMINISTRATOR: frozenset({Power.MANAGE, Power.EXPORT, Power.ERASE}),
    Role.AUDITOR: frozenset({Power.READ_ALL, Power.AUDIT}),
}

# Whoever sees numbers, answers in the mayor's name, or gives these rights to others.
_GUARDED = frozenset({Power.REVEAL, Power.CONFIRM, Power.MANAGE})
SECOND_FACTOR_ROLES = frozenset(role for role in Role if POWERS[role] & _GUARDED)

CONFIRM_SCOPE = "cases:confirm"
# Without it a token lists and revokes itself alone.
TOKENS_SCOPE = "tokens"
# Every deed answers with the case as it then is: who may act must be able to read.
_READ = frozenset({Power.READ_ALL, Power.READ_OWN})
SCOPES: dict[str, frozenset[Power]] = {
    "cases:read": _READ | {Power.AUDIT},
    "cases:write": _READ | {Power.ASSIGN, Power.WRITE, Power.DECLINE, Power.SEND_BACK, Power.BLOCK},
    CONFIRM_SCOPE: _READ | {Power.CONFIRM},
    "numbers:reveal": frozenset({Power.REVEAL}),
    "texts:settle": frozenset({Power.SETTLE}),
    "privacy": frozenset({Power.EXPORT, Power.ERASE}),
    "parking": frozenset({Power.NUMBERS}),
    "desks": frozenset({Power.DESK}),
    TOKENS_SCOPE: frozenset(),
}


def powers_of(role: Role, *, scopes: frozenset[str] | None, delegated: bool) -> frozenset[Power]:
    """Give what a person may do now.

    ``scopes`` are a token's (None: signed in by hand). A deputy confirms only while the mayor
    has said so (``delegated``).
    """
    powers = POWERS[role]
    if role is Role.DEPUTY and not delegated:
        powers -= {Power.CONFIRM}
    if scopes is not None:
        powers &= frozenset[Power]().union(*(SCOPES[scope] for scope in scopes))
    return powers


def digest_next(now: dt.datetime, *, hour: int, sent_on: dt.date | None) -> dt.datetime:
    """Give when the next digest is due: at an hour of the day, never twice on one day.

    ``now`` is in the district's own zone, and so is what is given.
    """
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if now < today and sent_on != now.date():
        return today
    return today + dt.timedelta(days=1)
