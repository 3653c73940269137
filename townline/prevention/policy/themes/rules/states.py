"""A theme's states, and the one table of allowed moves."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class ThemeState(StrEnum):
    FOUND = "found"
    DISMISSED = "dismissed"  # a person said that it is none
    JOINED = "joined"  # it goes on in another one


class ThemeEvent(Tagged):
    FIND = "find", "theme:group:find"
    DISMISS = "dismiss", "theme:group:dismiss"
    RESTORE = "restore", "theme:group:restore"
    JOIN = "join", "theme:group:join"
    SEPARATE = "separate", "theme:group:separate"


class ThemeRemark(StrEnum):
    """A line of history that changes no state."""

    NAME = "theme:group:rename"
    SPLIT = "theme:group:split"
    UNSPLIT = "theme:group:unsplit"


_S, _E = ThemeState, ThemeEvent
TRANSITIONS: dict[tuple[ThemeState, ThemeEvent], ThemeState] = {
    (_S.FOUND, _E.DISMISS): _S.DISMISSED,
    (_S.DISMISSED, _E.RESTORE): _S.FOUND,
    (_S.FOUND, _E.JOIN): _S.JOINED,
    (_S.JOINED, _E.SEPARATE): _S.FOUND,
}


def theme_subject(number: int) -> str:
    """Name a theme in the history: ``theme:7``."""
    return f"theme:{number}"
