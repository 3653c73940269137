"""The room's part of the JSON API."""

from townline.lines.safenumbers.views.api.asking import router as asking
from townline.lines.safenumbers.views.api.keeper import router
from townline.lines.safenumbers.views.api.leases import router as leases

router.add_router("", asking)
router.add_router("", leases)

__all__ = ["router"]
