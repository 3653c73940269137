"""The room's part of the JSON API: for the public without a token, for desks with one."""

from townline.queues.views.api.desks import router as desks
from townline.queues.views.api.public import router as public

__all__ = ["desks", "public"]
