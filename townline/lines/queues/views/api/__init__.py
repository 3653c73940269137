"""The room's part of the JSON API: for the public without a token, for desks with one."""

from townline.lines.queues.views.api.desks import router as desks
from townline.lines.queues.views.api.public import router as public
from townline.lines.queues.views.api.questions import desk_router, router

public.add_router("", router)
desks.add_router("", desk_router)

__all__ = ["desks", "public"]
