"""Whoever has a token that may confirm is told so on every page, until it is ended."""

import pytest

from townline.platform.departments import api

pytestmark = pytest.mark.django_db


def make(world, username, *scopes, name="night"):
    staff = api.staff_by_username(username)
    api.token_create(staff=staff, scopes=list(scopes), now=world.now, name=name)
    return api.tokens_of(staff.id)[0]


def banner(client, url="/my/keys/"):
    page = client.get(url).content.decode()
    start = page.index('id="banners"')
    return page[start : page.index("</div>", start)]


def test_the_mayor_is_told_on_every_page_by_name_and_until_when(visit, world):
    make(world, "mayor", "cases:confirm")
    mayor = visit("mayor")
    pages = ("/morning/", f"/morning/{world.awaiting()}/", "/inbox/", "/my/keys/")
    for url in pages:
        banner_text = banner(mayor, url)
        assert (
            "승인 권한이 있는 API 토큰(night)의 유효 기간은 11. 26.(목) 14:32까지입니다."
            in banner_text
        )
        assert 'href="/my/keys/#tokens"' in banner_text
    assert "An API token that can approve" in banner(visit("mayor", language="en"))


def test_the_telling_ends_when_the_token_is_ended(visit, world):
    token = make(world, "mayor", "cases:read", "cases:confirm")
    mayor = visit("mayor")
    assert 'id="tokens"' in mayor.get("/my/keys/").content.decode()
    mayor.post("/my/keys/revoke", {"id": token.id})
    assert "열쇠" not in banner(mayor)


def test_the_telling_ends_with_the_tokens_day(visit, world):
    make(world, "mayor", "cases:confirm")
    world.wait(hours=24)
    assert "열쇠" not in banner(visit("mayor"))


@pytest.mark.parametrize(
    ("username", "scope"), [("mayor", "cases:write"), ("clerk1", "cases:confirm")]
)
def test_nothing_is_told_of_a_token_that_cannot_confirm(visit, world, username, scope):
    make(world, username, scope)
    assert "열쇠" not in banner(visit(username))


def test_nobody_else_is_told(visit, world):
    make(world, "mayor", "cases:confirm")
    assert "열쇠" not in banner(visit("deputy"))
