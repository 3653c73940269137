"""Asks the office's identity provider, and believes it only where all it says agrees."""

from collections.abc import Callable, Mapping
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from requests import RequestException

# Identity tokens of the office's provider, verified as OpenID Connect Core, 3.1.3.7 asks.
#
# The signature is verified too, though the token comes by a line of our own: a provider behind a
# wrong address, or one that mixes up its clients, is recognised by it.

# Asymmetric ones alone: a shared secret would let whoever reads our settings sign in as anybody.
ALGORITHMS = [f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)]
ALGORITHMS.append("EdDSA")
_REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
_LEEWAY_SECONDS = 60
# Of allauth's column; OpenID Connect allows 255.
_SUBJECT_LIMIT = 191


class NotBelieved(OAuth2Error):  # type: ignore[misc]  # allauth publishes no types
    """An answer of the provider that is not believed: a code of why, and words for the log."""

    def __init__(self, problem: str, words: str) -> None:
        super().__init__(words)
        self.problem = problem


def verified_claims(
    token: object, *, keys: Mapping[str, Any], issuer: str, client_id: str
) -> dict[str, Any]:
    """Give the claims of an identity token. Raises OAuth2Error for one that is not for us."""
    if not isinstance(token, str):
        raise NotBelieved("no_token", "the provider sent no identity token")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(token, keys),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=_LEEWAY_SECONDS,
            options={"require": _REQUIRED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        words = f"the identity token is not valid: {type(error).__name__}"
        raise NotBelieved("bad_token", words) from error
    _check(claims, client_id)
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    wanted = jwt.get_unverified_header(token).get("kid")
    found = jwt.PyJWKSet.from_dict(dict(keys)).keys
    fitting = [key for key in found if wanted in {None, key.key_id}]
    if len(fitting) != 1:
        raise jwt.InvalidKeyError("the provider publishes no such key")
    return fitting[0]


def _check(claims: Mapping[str, Any], client_id: str) -> None:
    if claims.get("azp", client_id) != client_id:
        raise NotBelieved("other_client", "the identity token was made for another client")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _SUBJECT_LIMIT:
        raise NotBelieved("no_subject", "the identity token names nobody")


_NONCE_LENGTH = 32


class OfficeProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth publishes no types
    """Sends a nonce with each request, which the identity token must repeat."""

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, **kwargs: object
    ) -> HttpResponse:
        """Lead to the provider, or back to the sign-in page where it cannot be asked."""
        nonce = get_random_string(_NONCE_LENGTH)
        kwargs["auth_params"] = self.get_auth_params() | {"nonce": nonce}
        try:
            answer: HttpResponse = super().redirect(
                request, process, next_url, nonce=nonce, **kwargs
            )
        except (OAuth2Error, RequestException) as error:
            answer = render_authentication_error(request, self, exception=error)
        return answer


class OfficeClient(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # the same
    """The protocol: what the provider publishes of itself, its tokens, whom they name."""

    def get_provider(self) -> OfficeProvider:
        app = get_adapter(self.request).get_app(self.request, provider=self.provider_id)
        return OfficeProvider(self.request, app=app)

    @property
    def openid_config(self) -> dict[str, Any]:
        """Give the provider's metadata. Raises OAuth2Error where it is another issuer's."""
        found: dict[str, Any] = super().openid_config
        configured = str(self.get_provider().app.settings["server_url"]).rstrip("/")
        # OpenID Connect Discovery, 4.3.
        if str(found.get("issuer", "")).rstrip("/") != configured:
            raise NotBelieved("other_issuer", "the provider publishes another issuer")
        return found

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, response: Mapping[str, Any]
    ) -> SocialLogin:
        """Give whom the provider names. Raises OAuth2Error where its answers disagree."""
        claims = verified_claims(
            response.get("id_token"),
            keys=self._published_keys(),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
        )
        data = {"id_token": claims}
        if "userinfo_endpoint" in self.openid_config:
            data["userinfo"] = self._fetch_user_info(token.token)
            # OpenID Connect Core, 5.3.2: or somebody else's page would speak for this token.
            if data["userinfo"].get("sub") != claims["sub"]:
                raise NotBelieved("other_subject", "the provider's user page names somebody else")
        return self.get_provider().sociallogin_from_response(request, data)

    def _published_keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            found = answer.json()
        return found if isinstance(found, dict) else {}


OfficeProvider.oauth2_adapter_class = OfficeClient


def _view(kind: type) -> Callable[[HttpRequest, str], HttpResponse]:
    def view(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            answer: HttpResponse = kind.adapter_view(OfficeClient(request, provider_id))(request)  # type: ignore[attr-defined]  # the same
        except SocialApp.DoesNotExist:
            raise Http404 from None
        return answer

    return view


login, callback = _view(OAuth2LoginView), _view(OAuth2CallbackView)
