"""An asset's states, and the one table of allowed changes."""

from collections.abc import Mapping
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class AssetState(StrEnum):
    IN_USE = "in_use"
    REMOVED = "removed"  # taken down; its cases stay


class AssetEvent(Tagged):
    """What happens to an asset."""

    REMOVE = "remove", "asset:unit:remove"
    RESTORE = "restore", "asset:unit:restore"


class AssetRemark(StrEnum):
    """A line of history that changes no state."""

    IMPORT = "asset:file:import"
    LINK = "asset:case:link"
    UNLINK = "asset:case:unlink"


TRANSITIONS: Mapping[tuple[AssetState, AssetEvent], AssetState] = {
    (AssetState.IN_USE, AssetEvent.REMOVE): AssetState.REMOVED,
    (AssetState.REMOVED, AssetEvent.RESTORE): AssetState.IN_USE,
}


def asset_subject(number: int) -> str:
    """Name an asset in the history: ``asset:12``."""
    return f"asset:{number}"
