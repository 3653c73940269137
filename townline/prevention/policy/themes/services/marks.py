"""What a theme writes: its state, and the history (the one writer)."""

import datetime as dt
from typing import Any

from townline.casework.cases.api import NotAllowed, WrongState
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.policy.themes.errors import ThemeNotFound
from townline.prevention.policy.themes.models import Theme
from townline.prevention.policy.themes.rules.states import (
    TRANSITIONS,
    ThemeEvent,
    ThemeRemark,
    ThemeState,
    theme_subject,
)

THEMES: Machine[Theme, ThemeState, ThemeEvent] = Machine(
    model=Theme,
    table=TRANSITIONS,
    subject=lambda theme: theme_subject(theme.pk),
    refusal=WrongState.of_move("the theme"),
)


def theme_lock(number: int, viewer: Viewer) -> Theme:
    """Lock a theme that the viewer may shape. Raises ThemeNotFound, NotAllowed."""
    theme = THEMES.lock(number)
    if theme is None or not viewer.reads:
        raise ThemeNotFound(f"there is no theme {number}")
    if not viewer.may(Permission.WRITE):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")
    return theme


def theme_record(
    theme: Theme, event: ThemeRemark | str, actor: audit.Actor, now: dt.datetime, **data: Any,  # noqa: ANN401 -- of the history
) -> None:  # fmt: skip
    """Write one line into the history of a theme."""
    audit.record(
        audit.AuditEntry(
            subject=theme_subject(theme.pk), event=str(event), actor=actor, at=now, data=data
        )
    )
