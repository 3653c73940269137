"""Who is let in: the page is the same for everybody, what it shows is the surveyor's alone."""

import hashlib
import re

import pytest
from django.test import Client
from django.utils import timezone

from townline.platform.core.history import audit
from townline.prevention.surveys.models import Home, HomeFile
from townline.prevention.surveys.services.surveyors import (
    surveyor_add,
    surveyor_change,
    token_revoke,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(district):
    """Give two surveyors with a home and a drawing each."""
    now = timezone.now()
    made = []
    for name in ("kim", "lee"):
        surveyor, token = surveyor_add(name=name, actor=audit.SERVER, now=now)
        home = Home.objects.create(
            kind="semi-basement", key=name, address=name, place=name, building=name,
            reference=f"BR-{name}", attributes={"면적": "30"}, surveyor=surveyor, listed_at=now,
        )  # fmt: skip
        content = hashlib.sha256(name.encode()).hexdigest()
        HomeFile.objects.create(home=home, purpose="drawing", sha256=content, at=now)
        made.append((surveyor, token, home, content))
    return made


def facts(token):
    return Client().get(f"/field/{token}/facts")


def test_the_page_is_the_same_for_every_token(two):
    pages = [Client().get(f"/field/{token}/") for token in (two[0][1], "nobody")]
    assert [page.status_code for page in pages] == [200, 200]
    one, other = (
        re.sub(r'nonce="[^"]+"|data-mark="[^"]+"', "", page.content.decode()) for page in pages
    )
    assert one.replace(two[0][1], "nobody").count("kim") == 0
    bare = [re.sub(r'value="[^"]{64}"', "", text) for text in (one, other)]
    assert bare[0].replace(two[0][1], "nobody") == bare[1]


def test_a_script_runs_by_its_sign_alone(two):
    page = Client().get(f"/field/{two[0][1]}/fill")
    policy = page.headers["Content-Security-Policy"]
    (nonce,) = re.findall(r'<script type="importmap" nonce="([^"]+)"', page.content.decode())
    assert f"script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")


def test_a_surveyor_hears_of_the_own_homes_alone(two, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page_facts = facts(two[0][1]).json()
    assert page_facts["surveyor"]["name"] == "kim"
    ((name, home),) = page_facts["homes"].items()
    assert name == str(two[0][2].uuid)
    assert home["reference"] == "BR-kim"
    assert [file["purpose"] for file in home["files"]] == ["drawing"]


def test_a_drawing_of_another_surveyor_is_none(two):
    (_, token, _, _), (_, _, home, content) = two
    assert Client().get(f"/field/{token}/photo/{home.uuid}/{content}").status_code == 404


def test_who_is_let_in_no_more_is_told_why(two):
    (first, token, _, _), (second, other, _, _) = two
    now = timezone.now()
    token_revoke(surveyor_id=first.id, reason="lost", actor=audit.SERVER, now=now)
    surveyor_change(surveyor_id=second.id, active=False, actor=audit.SERVER, now=now)
    answers = [facts(each) for each in (token, other, "nobody")]
    assert [(each.status_code, each.json()["why"]) for each in answers] == [
        (401, "revoked"),
        (403, "away"),
        (401, "unknown"),
    ]
    # A browser would ask the person for a password.
    assert not any("WWW-Authenticate" in each.headers for each in answers)
