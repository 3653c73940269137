"""What no browser would send opens nothing, keeps nothing, and breaks nothing."""

import json
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator

from townline.platform.departments.services import sessions

pytestmark = pytest.mark.django_db
FORGED = {"id": "AA", "rawId": "AA", "type": "public-key",
          "response": {"clientDataJSON": "e30", "attestationObject": "oA", "signature": "AA",
                       "authenticatorData": "AA", "userHandle": "MQ"}}  # fmt: skip
BROKEN = ["", "{", "[]", "null", '"x"', "{}", '{"response": 1}', json.dumps(FORGED),
          json.dumps(FORGED | {"id": "\x00", "response": {"userHandle": "\ud800"}}),
          "[" * 200_000]  # fmt: skip


@pytest.mark.parametrize("answer", BROKEN)
def test_nobody_comes_in_by_it(visit, answer):
    client = visit()
    client.post("/sign-in/passkey/options/")
    assert client.post("/sign-in/passkey/", {"credential": answer}).url.endswith("problem=passkey")
    assert client.get("/inbox/").status_code == 302


@pytest.mark.parametrize("answer", BROKEN)
def test_nothing_is_kept_of_it(visit, answer):
    client = visit("clerk1")
    client.post("/my/sign-in/passkeys/options/")
    page = client.post("/my/sign-in/passkeys/", {"credential": answer}, follow=True)
    assert "패스키를 만들지 못했습니다" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_wrong_ones_close_the_door_of_an_address_for_a_while(visit, monkeypatch):
    few = replace(sessions.ADDRESS, most=10)
    monkeypatch.setattr(sessions, "ADDRESS", few)
    client = visit()
    for _ in range(10):
        client.post("/sign-in/passkey/", {"credential": "{}"})
    assert client.post("/sign-in/", {"username": "x", "password": "y"}).status_code == 429
