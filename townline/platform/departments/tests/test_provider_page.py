"""The page that tries the identity provider: its documents, and a sign-in that lets nobody in."""

from collections.abc import Iterator

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount

from townline.platform.departments import provider_settings
from townline.platform.departments.models import Staff
from townline.platform.departments.tests.lying_provider import CLIENT, FalseClaims, Lying, serving

pytestmark = [pytest.mark.peer, pytest.mark.django_db]
PAGE, ADDRESS = "/settings/sign-in/", "audit@example.org"


@pytest.fixture
def provider(settings, tmp_path, monkeypatch) -> Iterator[Lying]:
    secret = tmp_path / "secret"
    secret.write_text("a secret of the office")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    Staff.objects.filter(username="auditor").update(email=ADDRESS)
    with serving(Lying()) as made:
        variables = {
            "TOWNLINE_OIDC_ISSUER": made.url,
            "TOWNLINE_OIDC_CLIENT_ID": CLIENT,
            "TOWNLINE_OIDC_CLIENT_SECRET_FILE": str(secret),
        }
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings.providers(variables)
        settings.TOWNLINE_OIDC_NAME = "한들구"
        made.person = {"sub": "s-1", "email": ADDRESS, "email_verified": True}
        yield made


def check_provider(client):
    return client.post(PAGE, {"do": "check"}).content.decode()


def try_sign_in(client):
    """Press the trial, walk to the provider and back; give the page that we end on."""
    redirect = client.get(client.post(PAGE, {"do": "trial"}).url)
    if redirect.url.startswith("http"):
        with httpx.Client(trust_env=False) as browser:
            back = browser.get(redirect.url).headers["location"]
        redirect = client.get(back.removeprefix("http://testserver"))
    assert redirect.url == f"{PAGE}#trial"
    return client.get(PAGE).content.decode()


@pytest.mark.parametrize("username", ["mayor", "auditor", "clerk1"])
def test_only_an_administrator_comes_in(visit, provider, username):
    assert visit(username).get(PAGE).status_code == 403
    assert visit(username).post(PAGE, {"do": "check"}).status_code == 403


def test_without_a_provider_the_page_says_what_to_set(visit):
    admin = visit("admin")
    assert "통합 로그인 서버가 설정되어 있지 않습니다" in admin.get(PAGE).content.decode()
    assert admin.post(PAGE, {"do": "trial"}).status_code == 200
    assert "설정 안 함" in admin.get("/settings/").content.decode()


def test_an_honest_one_passes_every_step(visit, provider):
    admin = visit("admin")
    assert "http://testserver/sign-in/with/office/back/" in admin.get(PAGE).content.decode()
    page = check_provider(admin)
    assert page.count("tl-mark success") == 5
    assert "1개" in page


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({"issuer": "https://elsewhere.example"}, "서버가 밝힌 발급자가 설정과 다릅니다"),
        ({"token_endpoint": ""}, "필요한 주소가 없습니다"),
        ({"id_token_signing_alg_values_supported": ["HS256"]}, "쓸 수 있는 서명 방식이 없습니다"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE(S256)를 지원하지 않습니다"),
        ({"jwks_uri": "http://127.0.0.1:9/keys"}, "서버에 연결할 수 없습니다"),
    ],
)
def test_what_it_publishes_wrongly_is_named(visit, provider, metadata, words):
    provider.lies = FalseClaims(metadata=metadata)
    assert words in check_provider(visit("admin"))


def test_one_that_is_not_there_is_named(visit, provider, settings):
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    admin = visit("admin")
    assert "서버에 연결할 수 없습니다" in check_provider(admin)
    assert "서버에 연결할 수 없습니다" in try_sign_in(admin)


def test_a_trial_says_who_would_come_in_and_changes_nothing(visit, provider):
    admin = visit("admin")
    page = try_sign_in(admin)
    assert "처음 로그인할 때 연결됩니다" in page
    assert ADDRESS in page
    assert f"/settings/people/{Staff.objects.get(username='auditor').id}/" in page
    assert not SocialAccount.objects.exists()
    # Still the administrator, and the result is shown once.
    assert "로그인 시험 결과" not in admin.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("lies", "words"),
    [
        (FalseClaims(userinfo={"email": "nobody@example.org"}), "이메일이 같은 사용자가 없어"),
        (FalseClaims(userinfo={"email_verified": False}), "확인된 이메일을 보내지 않아"),
        (FalseClaims(token={"nonce": "x" * 32}), "이 로그인에 대한 답이 아닙니다"),
        (FalseClaims(token={"aud": "another"}), "신원 토큰의 서명, 유효 기간 또는 받는 쪽"),
        (FalseClaims(sign="none"), "신원 토큰을 보내지 않았습니다"),
        (FalseClaims(userinfo={"sub": "s-2"}), "사용자 정보와 신원 토큰의 사용자가 다릅니다"),
    ],
)
def test_a_trial_says_why_nobody_would_come_in(visit, provider, lies, words):
    provider.lies = lies
    page = try_sign_in(visit("admin"))
    assert words in page
    assert "로그인 불가" in page


def test_who_is_linked_or_sent_away_is_told_apart(visit, provider):
    auditor = Staff.objects.get(username="auditor")
    SocialAccount.objects.create(provider="office", uid="s-1", user=auditor)
    admin = visit("admin")
    assert "이미 연결된 계정입니다" in try_sign_in(admin)
    Staff.objects.filter(username="auditor").update(is_active=False)
    assert "정지된 사용자여서" in try_sign_in(admin)
    SocialAccount.objects.update(uid="s-9")
    Staff.objects.filter(username="auditor").update(is_active=True)
    assert "다른 기관 계정에 연결되어" in try_sign_in(admin)


def test_a_trial_that_nobody_walked_to_the_end_is_over_after_ten_minutes(visit, provider, world):
    admin = visit("admin")
    admin.post(PAGE, {"do": "trial"})
    world.wait(minutes=11)
    redirect = admin.get("/sign-in/with/office/")
    with httpx.Client(trust_env=False) as browser:
        back = browser.get(redirect.url).headers["location"]
    assert admin.get(back.removeprefix("http://testserver")).url == "/"
    assert SocialAccount.objects.count() == 1
