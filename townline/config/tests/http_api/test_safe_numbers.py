"""Safe numbers by a program: issued, found, changed; cars and owners masked."""

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.tests.number_plates import OTHER, PHONE, issue, small_pool

pytestmark = pytest.mark.django_db
CAR = {"plate": "12가 3456", "phones": [PHONE], "consent": True}
HOME = "/safe-numbers"


@pytest.fixture
def clerk(caller):
    return caller("clerk1", "parking")


def test_a_number_is_issued_found_and_changed(clerk, world):
    made = clerk.post(HOME, CAR | {"phones": [PHONE, OTHER], "language": "en"})
    assert (made["state"], made["car"], made["phones"]) == ("active", "12가 **56", 2)
    assert api.lease_by_number(api.number_parse(made["number"])).language == "en"
    path = f"{HOME}/{made['id']}"
    assert clerk.get(path) == made
    [row] = clerk.get(f"{HOME}?state=active")["items"]
    assert (row["id"], row["owner"]) == (made["id"], "010-****-0042")
    for text in ("12가3456", PHONE, made["number"], made["code"]):
        assert clerk.post(f"{HOME}/find", {"text": text})["items"] == [row]
    assert clerk.post(f"{path}/suspend", {"reason": "잘못 붙임"})["state"] == "suspended"
    assert clerk.post(f"{path}/resume", {})["state"] == "active"
    new = clerk.post(f"{path}/rotate", {})
    assert new["number"] != made["number"]
    assert clerk.get(path)["state"] == "rotated"
    assert clerk.post(f"{HOME}/{new['id']}/end", {})["state"] == "ended"


def test_nothing_in_clear_is_told(clerk, world):
    clerk.post(HOME, CAR)
    for answer in (clerk.send("GET", HOME), clerk.send("POST", f"{HOME}/find", {"text": PHONE})):
        content = answer.content.decode()
        for secret in ("3456", "0000-0042", "00000042"):
            assert secret not in content


def test_refusals_have_a_kind(clerk, world):
    issue(world.now)
    clerk.refused(409, "car-has-a-number", "POST", HOME, CAR)
    clerk.refused(422, "plate-invalid", "POST", HOME, CAR | {"plate": "거북이"})
    clerk.refused(
        422, "phones-invalid", "POST", HOME, CAR | {"plate": "34나5678", "phones": ["12"]}
    )
    clerk.refused(422, "search-invalid", "POST", f"{HOME}/find", {"text": "?"})
    clerk.refused(404, "lease-not-found", "GET", f"{HOME}/{'0' * 8}-0000-0000-0000-{'0' * 12}")
    lease = api.leases_held()[0]
    clerk.refused(409, "wrong-state", "POST", f"{HOME}/{lease.id}/resume", {})
    assert clerk.send("POST", HOME, CAR | {"consent": False}).status_code == 422


def test_a_dry_pool_is_told(clerk, world):
    small_pool(1, now=world.now)
    lease = issue(world.now, "99하9999", phones=[OTHER])
    made = clerk.post(HOME, CAR)
    assert (made["state"], made["number"], made["code"]) == ("waiting", None, None)
    clerk.refused(409, "no-number-free", "POST", f"{HOME}/{lease.id}/rotate", {})
    [pool] = [pool for pool in clerk.get("/safe-pools")["items"] if pool["free"] == 0]
    assert (pool["total"], pool["leased"]) == (1, 1)


def test_who_does_not_keep_numbers_is_refused(caller, world):
    lease = issue(world.now)
    for other in (caller("roads.officer", "parking", "cases:read"), caller("clerk1", "cases:read")):
        other.refused(403, "not-allowed", "GET", HOME)
        other.refused(403, "not-allowed", "POST", HOME, CAR)
        other.refused(403, "not-allowed", "POST", f"{HOME}/{lease.id}/end", {})
