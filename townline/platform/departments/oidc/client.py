"""Asks the office's identity provider, and believes it only where all it says agrees."""

from collections.abc import Callable, Mapping
from typing import Any

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

from townline.platform.departments.oidc.tokens import verified_claims

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
            raise OAuth2Error("the provider publishes another issuer")
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
                raise OAuth2Error("the provider's user page names somebody else")
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
