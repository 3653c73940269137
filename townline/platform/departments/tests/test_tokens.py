import datetime as dt

import pytest

from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import api
from townline.platform.departments.models import ApiToken

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 25, 0, 0, tzinfo=dt.UTC)


@pytest.fixture
def mayor(district):
    return api.staff_by_username("mayor")


def test_only_a_hash_is_kept(mayor):
    secret = api.token_create(staff=mayor, scopes=["cases:read"], now=NOW)
    token = ApiToken.objects.get()
    assert secret.encode() not in bytes(token.secret_hash)
    assert api.token_find(secret=secret, now=NOW) == token
    assert api.token_find(secret=secret + "x", now=NOW) is None


def test_a_token_that_confirms_lives_a_day(mayor):
    secret = api.token_create(staff=mayor, scopes=["cases:read", "cases:confirm"], now=NOW)
    day = dt.timedelta(hours=24)
    assert api.token_find(secret=secret, now=NOW + day - dt.timedelta(seconds=1)) is not None
    assert api.token_find(secret=secret, now=NOW + day) is None


def test_confirming_must_be_given_by_name(mayor):
    secret = api.token_create(staff=mayor, scopes=["cases:read", "cases:write"], now=NOW)
    viewer = api.viewer_of(mayor, token=api.token_find(secret=secret, now=NOW))
    assert not viewer.may(api.Permission.CONFIRM)
    assert viewer.may(api.Permission.WRITE)


def test_a_token_shows_in_the_history(mayor):
    secret = api.token_create(staff=mayor, scopes=["cases:read"], now=NOW, name="report")
    viewer = api.viewer_of(mayor, token=api.token_find(secret=secret, now=NOW))
    assert viewer.actor.via == "token:report"
    assert audit.history(f"staff:{mayor.id}").last().event == "staff:token:create"


def test_a_revoked_token_is_dead_at_once(mayor):
    secret = api.token_create(staff=mayor, scopes=["cases:read"], now=NOW)
    token = ApiToken.objects.get()
    actor = api.viewer_of(mayor).actor
    assert not api.token_revoke(token_id=token.id, staff_id=mayor.id + 1, actor=actor, now=NOW)
    assert api.token_revoke(token_id=token.id, staff_id=mayor.id, actor=actor, now=NOW)
    assert api.token_find(secret=secret, now=NOW) is None


@pytest.mark.parametrize("name", ["x" * 61, "two\nlines", "\x00"])
def test_a_name_that_nobody_could_read_in_the_history_is_refused(mayor, name):
    with pytest.raises(api.InvalidStaff, match="60 characters"):
        api.token_create(staff=mayor, scopes=["cases:read"], now=NOW, name=name)


@pytest.mark.parametrize("scopes", [[], ["all"], ["cases:read", "x"]])
def test_unknown_scopes_are_named_with_what_is_accepted(mayor, scopes):
    with pytest.raises(api.InvalidStaff, match="cases:confirm"):
        api.token_create(staff=mayor, scopes=scopes, now=NOW)


def test_a_token_of_someone_who_left_is_dead(mayor):
    secret = api.token_create(staff=mayor, scopes=["cases:read"], now=NOW)
    mayor.is_active = False
    mayor.save()
    assert api.token_find(secret=secret, now=NOW) is None


def test_an_administrator_sees_the_tokens_of_all_and_ends_one(visit, mayor):
    now = clock.now()
    for name in ("report", "old"):
        api.token_create(staff=mayor, scopes=["cases:read"], now=now, name=name)
    ApiToken.objects.filter(name="old").update(expires_at=now - dt.timedelta(minutes=1))
    admin = visit("admin")
    page = admin.get("/settings/tokens/").content.decode()
    assert "report 해제" in page
    assert "old 해제" not in page
    assert "사용 중 1개" in admin.get("/settings/").content.decode()
    number = ApiToken.objects.get(name="report").id
    assert visit("auditor").post("/settings/tokens/revoke", {"id": number}).status_code == 403
    admin.post("/settings/tokens/revoke", {"id": number})
    assert ApiToken.objects.get(name="report").revoked_at is not None
    assert "사용 중인 API 토큰이 없습니다" in admin.get("/settings/tokens/").content.decode()
    line = audit.history(f"staff:{mayor.id}").last()
    assert (line.event, line.actor_label) == ("staff:token:revoke", "문자선 관리자")
    assert admin.post("/settings/tokens/revoke", {"id": number}).status_code == 302
