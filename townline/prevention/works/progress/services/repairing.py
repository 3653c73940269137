"""A hazard whose repair was a measure is repaired when that is accepted, with its photos."""

import uuid

from townline.casework.cases.api import CaseError
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import UploadedPhoto
from townline.platform.departments.api import Act
from townline.prevention.hazards import api as hazards
from townline.prevention.work_orders import api as work_orders
from townline.prevention.works.api import Measure
from townline.prevention.works.progress.rules.remarks import KIND

SOURCE, NEED = "hazard", "hazard-repair"  # as works names them
_SPACE = uuid.UUID("c7f7f2f0-64c0-4f57-8f6e-8f0b2f6a7d11")


def hazard_repaired(act: Act, row: Measure) -> bool:
    """Note the repair with its hazard; False where it is of none, or of one they may not change."""
    if row.object.source != SOURCE or row.need != NEED or not row.object.reference.isdecimal():
        return False
    shots = work_orders.photos_of(KIND, [row.pk]).filter(moment="after").order_by("id")
    files = conversations.photos_by_hash({shot.sha256 for shot in shots})
    uploads = [
        UploadedPhoto(files[shot.sha256], _point(shot)) for shot in shots if shot.sha256 in files
    ][: work_orders.PHOTOS]
    look = work_orders.SiteInspection(
        key=uuid.uuid5(_SPACE, str(row.pk)),
        step=hazards.HazardStep.REPAIR,
        seen_at=act.now,
        moment="after",
    )
    try:
        hazards.evidence_import(
            act, hazard_id=int(row.object.reference), look=look, uploads=uploads
        )
    except CaseError:
        return False
    return True


def _point(shot: work_orders.EvidencePhoto) -> tuple[float, float] | None:
    if shot.latitude is None or shot.longitude is None:
        return None
    return shot.latitude, shot.longitude
