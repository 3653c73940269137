"""What browsers and photos were marked with stays good when a room moves: names of the marks."""

import uuid

from django.core import signing
from django.test import RequestFactory
from django.utils.crypto import salted_hmac

from townline.lines.queues.ticket_pages.views import board
from townline.lines.safenumbers import api as safenumbers
from townline.lines.safenumbers.parking_pages.views import apply


def _sign(salt: str, value: str) -> str:
    return signing.Signer(salt=salt).sign(value)


def test_a_screen_stays_the_offices_kiosk():
    request = RequestFactory().get("/kiosk/main/")
    request.COOKIES[board.COOKIE] = _sign("townline.queues.kiosk", "main")
    assert board.is_ours(request, "main")


def test_a_browser_is_known_again_by_its_tickets():
    request = RequestFactory().get("/n/")
    request.COOKIES[board.DEVICE] = _sign("townline.queues.device", "ab" * 16)
    assert board.device_of(request) == bytes.fromhex("ab" * 16)


def test_a_photo_of_a_plate_keeps_its_code():
    lease = uuid.UUID(int=7)
    mark = salted_hmac("townline.safenumbers.car", lease.hex, algorithm="sha256").hexdigest()
    code = safenumbers.proof_code(lease)
    assert code == f"{int(mark, 16) % 10 ** len(code):0{len(code)}d}"


def test_who_has_just_applied_sees_the_number():
    signed = signing.TimestampSigner(salt="townline.safenumbers.applied").sign("lease")
    assert apply.DONE.unsign(signed, max_age=60) == "lease"
