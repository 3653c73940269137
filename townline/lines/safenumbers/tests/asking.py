"""Owners who are asked, and those who ask, for tests of the room."""

from tests.texts import forget, texts_to_number
from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.number_plates import issue
from townline.platform.core.text import msisdn

__all__ = ["ASKER", "OWNER", "ask", "lease", "receive_text", "texts_to_number"]
OWNER = "01000000042"
ASKER = "01000000077"


def lease(world, plate="12가3456", **more):
    """Issue a number, and let what its owner was told at that be over."""
    made = issue(world.now, plate, **more)
    forget()
    return made


def ask(world, lease, *, kind="move", via="qr", asker=ASKER, **more):
    phone = msisdn.parse(asker) if asker else None
    return api.request_make(
        lease_id=lease.id, kind=kind, via=via, asker=phone, now=world.now, **more
    )


def receive_text(world, body, sender=OWNER, to="0200000100"):
    """Let a text come in and be routed."""
    world.deliver(body, sender, destination_addr=to)
    world.route()
