"""What an asset writes: its own state and the history (the one writer)."""

import datetime as dt

from townline.casework.cases.api import NotAllowed, WrongState, subject
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments.api import Act, Permission
from townline.prevention.assets.errors import AssetNotFound
from townline.prevention.assets.models import Asset
from townline.prevention.assets.rules.states import (
    TRANSITIONS,
    AssetEvent,
    AssetRemark,
    AssetState,
    asset_subject,
)

ASSETS: Machine[Asset, AssetState, AssetEvent] = Machine(
    model=Asset,
    table=TRANSITIONS,
    subject=lambda asset: asset_subject(asset.pk),
    refusal=WrongState.of_move("the asset"),
    columns=lambda step: {
        "updated_at": step.at,
        "removed_at": step.at if step.after == AssetState.REMOVED else None,
    },
)


def asset_lock(act: Act, asset_id: int) -> Asset:
    """Lock an asset for who may write. Raises AssetNotFound, NotAllowed."""
    if not act.viewer.may(Permission.WRITE):
        raise NotAllowed(f"the role {act.viewer.role} may not do this ({Permission.WRITE})")
    asset = ASSETS.lock(asset_id)
    if asset is None:
        raise AssetNotFound(f"there is no asset {asset_id}")
    return asset


def link_record(
    asset: Asset, case_id: int, event: AssetRemark, actor: audit.Actor, now: dt.datetime
) -> None:
    """Write a link into the history of the asset and of the case."""
    verb = event.rpartition(":")[2]
    audit.record_many(
        [
            audit.AuditEntry(
                subject=asset_subject(asset.pk), event=event, actor=actor, at=now,
                data={"case": case_id},
            ),
            audit.AuditEntry(
                subject=subject(case_id), event=f"case:asset:{verb}", actor=actor, at=now,
                data={"asset": asset.pk, "number": asset.number},
            ),
        ]
    )  # fmt: skip
