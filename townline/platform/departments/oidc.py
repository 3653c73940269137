"""The office's identity provider: whom it names is let in if the directory knows them."""

from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from townline.platform.core import clock
from townline.platform.departments import api, sign_in

# RFC 8176: the provider saw a second factor of its own.
_SECOND = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris"})
FAILED, UNKNOWN = "/sign-in/?problem=provider", "/sign-in/?problem=unknown"


class Closed(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Nobody makes an account of their own here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Door(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the same
    """Takes over when the provider has spoken, so that all come in by one way."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Let the person in, or say that they are not known. Never returns."""
        claims = _claims(sociallogin.account.extra_data)
        person = api.identity_match(
            provider=sociallogin.account.provider,
            subject=sociallogin.account.uid,
            email=str(claims.get("email", "")) if claims.get("email_verified") is True else "",
            username=str(claims.get("preferred_username", "")),
            now=clock.now(),
        )
        if person is None:
            raise ImmediateHttpResponse(HttpResponseRedirect(UNKNOWN))
        strong = bool(_SECOND & set(claims.get("amr") or ()))
        to = _own_page(request, sociallogin.state.get("next"))
        raise ImmediateHttpResponse(
            sign_in.begin(request, person, sign_in.Way(to), by="provider", strong=strong)
        )

    def on_authentication_error(self, request: HttpRequest, *_: object, **__: object) -> NoReturn:
        """Lead back to the sign-in page, which says that nothing came of it."""
        raise ImmediateHttpResponse(HttpResponseRedirect(FAILED))


def _claims(data: Mapping[str, Any]) -> dict[str, Any]:
    """Put what the identity token and the provider's own page say of a person together."""
    return dict(data.get("id_token") or {}) | dict(data.get("userinfo") or {})


def _own_page(request: HttpRequest, wished: str | None) -> str:
    safe = url_has_allowed_host_and_scheme(wished, allowed_hosts=None)
    return wished if wished and safe else "/"
