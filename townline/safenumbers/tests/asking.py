"""Owners who are asked, and those who ask, for tests of the room."""

from townline.conversations.models import OutgoingText
from townline.core import msisdn
from townline.safenumbers import api
from townline.safenumbers.tests.number_plates import issue

OWNER = "01000000042"
ASKER = "01000000077"


def lease(world, plate="12가3456", **more):
    """Issue a number, and let what its owner was told at that be over."""
    made = issue(world.now, plate, **more)
    OutgoingText.objects.all().delete()
    return made


def ask(world, lease, *, kind="move", via="qr", asker=ASKER, **more):
    phone = msisdn.parse(asker) if asker else None
    return api.request_make(
        lease_id=lease.id, kind=kind, via=via, asker=phone, now=world.now, **more
    )


def told(number, since=0):
    """Give the bodies of the texts to a number, the earliest first."""
    lookups = msisdn.parse(number).value
    from townline.conversations import api as conversations

    resident = conversations.resident_find(lookups)
    rows = OutgoingText.objects.filter(resident_id=resident).order_by("id")
    return list(rows.values_list("body", flat=True))[since:]


def say(world, body, sender=OWNER, to="0200000100"):
    """Let a text come in and be routed."""
    world.deliver(body, sender, destination_addr=to)
    world.route()
