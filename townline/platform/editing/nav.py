"""What this room hangs into the index of settings; ``config/wiring.py`` says so."""

from collections.abc import Iterable

from townline.platform.editing.ports import Editable
from townline.platform.web.registry import SettingsItem


def edited_settings(kinds: Iterable[Editable]) -> list[SettingsItem]:
    """Give a page of settings for each kind of what is edited."""
    return [
        SettingsItem(
            f"/settings/{kind.slug}/{kind.only and kind.only + '/'}",
            lambda kind=kind: str(kind.title),  # type: ignore[misc]  # bound at once
            lambda kind=kind: str(kind.about),  # type: ignore[misc]  # the same
            lambda kind=kind: str(kind.group),  # type: ignore[misc]  # the same
            state=kind.state,
        )
        for kind in kinds
    ]
