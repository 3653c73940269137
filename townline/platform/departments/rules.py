"""Roles and what each may do."""

import datetime as dt
from enum import StrEnum

# Lines of history about a person's account at the identity provider.
LINKED, UNLINKED = "staff:identity:link", "staff:identity:unlink"
CONFIRMED = "staff:identity:confirm"


class Role(StrEnum):
    CLERK = "clerk"
    OFFICER = "officer"
    HEAD = "head"
    MAYOR = "mayor"
    DEPUTY = "deputy"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    # From another department or outside, for some days: an account with an end.
    HELPER = "helper"


# What an administrator gives to people of the house; a helper's account is made with its end.
LASTING = tuple(role for role in Role if role is not Role.HELPER)
HELPER_AT_MOST = dt.timedelta(days=7)

# Who may have the morning's figures sent to them.
DIGEST_ROLES = frozenset({Role.MAYOR, Role.DEPUTY, Role.HEAD})
DIGEST_HOURS = range(5, 23)

NEEDS_DEPARTMENT = frozenset({Role.OFFICER, Role.HEAD})


class Permission(StrEnum):
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
    DATA = "data"  # take rows without personal data for the office's own figures
    SORT = "sort"  # say what the texts of a surge are about, on its own pages alone


POWERS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset(
        {
            Permission.READ_ALL,
            Permission.ASSIGN,
            Permission.WRITE,
            Permission.DECLINE,
            Permission.REVEAL,
            Permission.SETTLE,
            Permission.BLOCK,
            Permission.NUMBERS,
            Permission.DESK,
        }
    ),
    Role.OFFICER: frozenset(
        {Permission.READ_OWN, Permission.WRITE, Permission.REVEAL, Permission.DESK}
    ),
    Role.HEAD: frozenset(
        {
            Permission.READ_OWN,
            Permission.ASSIGN,
            Permission.WRITE,
            Permission.DECLINE,
            Permission.SEND_BACK,
            Permission.REVEAL,
            Permission.BLOCK,
            Permission.DESK,
        }
    ),
    Role.MAYOR: frozenset(
        {
            Permission.READ_ALL,
            Permission.ASSIGN,
            Permission.WRITE,
            Permission.SEND_BACK,
            Permission.CONFIRM,
            Permission.REVEAL,
            Permission.DATA,
        }
    ),
    Role.DEPUTY: frozenset(
        {
            Permission.READ_ALL,
            Permission.WRITE,
            Permission.SEND_BACK,
            Permission.CONFIRM,
            Permission.DATA,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {Permission.MANAGE, Permission.EXPORT, Permission.ERASE, Permission.DATA}
    ),
    Role.AUDITOR: frozenset({Permission.READ_ALL, Permission.AUDIT, Permission.DATA}),
    Role.HELPER: frozenset({Permission.SORT}),
}

# Whoever sees numbers, answers in the mayor's name, or gives these rights to others.
_GUARDED = frozenset({Permission.REVEAL, Permission.CONFIRM, Permission.MANAGE})
SECOND_FACTOR_ROLES = frozenset(role for role in Role if POWERS[role] & _GUARDED)

CONFIRM_SCOPE = "cases:confirm"
# Without it a token lists and revokes itself alone.
TOKENS_SCOPE = "tokens"
# Every deed answers with the case as it then is: who may act must be able to read.
_READ = frozenset({Permission.READ_ALL, Permission.READ_OWN})
SCOPES: dict[str, frozenset[Permission]] = {
    "cases:read": _READ | {Permission.AUDIT},
    "cases:write": _READ
    | {
        Permission.ASSIGN,
        Permission.WRITE,
        Permission.DECLINE,
        Permission.SEND_BACK,
        Permission.BLOCK,
    },
    CONFIRM_SCOPE: _READ | {Permission.CONFIRM},
    "numbers:reveal": frozenset({Permission.REVEAL}),
    "texts:settle": frozenset({Permission.SETTLE}),
    "privacy": frozenset({Permission.EXPORT, Permission.ERASE}),
    "parking": frozenset({Permission.NUMBERS}),
    "desks": frozenset({Permission.DESK}),
    "data:read": frozenset({Permission.DATA}),
    TOKENS_SCOPE: frozenset(),
}


def powers_of(
    role: Role, *, scopes: frozenset[str] | None, delegated: bool
) -> frozenset[Permission]:
    """Give what a person may do now.

    ``scopes`` are a token's (None: signed in by hand). A deputy confirms only while the mayor
    has said so (``delegated``).
    """
    powers = POWERS[role]
    if role is Role.DEPUTY and not delegated:
        powers -= {Permission.CONFIRM}
    if scopes is not None:
        powers &= frozenset[Permission]().union(*(SCOPES[scope] for scope in scopes))
    return powers


def digest_next(now: dt.datetime, *, hour: int, sent_on: dt.date | None) -> dt.datetime:
    """Give when the next digest is due: at an hour of the day, never twice on one day.

    ``now`` is in the district's own zone, and so is what is given.
    """
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if now < today and sent_on != now.date():
        return today
    return today + dt.timedelta(days=1)
