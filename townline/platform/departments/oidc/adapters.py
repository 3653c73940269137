"""The office's identity provider: whom it names is let in if the directory knows them."""

import logging
from collections.abc import Mapping
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from townline.platform.core import clock
from townline.platform.departments import api, sign_in
from townline.platform.departments.oidc import trial
from townline.platform.departments.oidc.client import NotBelieved

# RFC 8176: the provider saw a second factor of its own.
_SECOND = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris"})
# Where a session keeps an administrator's link until its person is back from the provider.
LINK = "identity_link"
log = logging.getLogger(__name__)
FAILED, UNKNOWN = "/sign-in/?problem=provider", "/sign-in/?problem=unknown"


class Closed(DefaultAccountAdapter):  # type: ignore[misc]  # allauth publishes no types
    """Nobody makes an account of their own here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the same
    """Takes over when the provider has spoken, so that all come in by one way."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Let the person in, or say that they are not known. Never returns."""
        data, link = sociallogin.account.extra_data, request.session.pop(LINK, None)
        token = dict(data.get("id_token") or {})
        if not constant_time_compare(str(token.get("nonce")), str(sociallogin.state.get("nonce"))):
            error = NotBelieved("other_nonce", "another nonce")
            self.on_authentication_error(request, exception=error)
        common = {"provider": sociallogin.account.provider, "subject": str(token["sub"])}
        methods = token.get("amr") or dict(data.get("userinfo") or {}).get("amr") or ()
        strong = bool(_SECOND & set(methods))
        if trial.take(request, clock.now()):
            expected = api.identity_expected(**common, email=_verified_email(data))
            raise ImmediateHttpResponse(trial.show(request, expected, strong=strong))
        person = _person(data, common, link)
        if person is None:
            raise ImmediateHttpResponse(HttpResponseRedirect(UNKNOWN))
        to = _own_page(request, sociallogin.state.get("next"))
        raise ImmediateHttpResponse(
            sign_in.begin(request, person, sign_in.SignInTarget(to), by="provider", strong=strong)
        )

    def on_authentication_error(
        self,
        request: HttpRequest,
        *_: object,
        error: object = None,
        exception: object = None,
        **__: object,
    ) -> NoReturn:
        """Lead back to the sign-in page, which says that nothing came of it."""
        if exception is not None:
            # Words of ours, or the kind of a fault: nothing of a person.
            why = exception if isinstance(exception, OAuth2Error) else type(exception).__name__
            log.warning("the identity provider's answer is not believed: %s", why)
        if trial.take(request, clock.now()):
            cancelled = error == AuthError.CANCELLED
            answer = trial.show_failure(request, exception, cancelled=cancelled)
            raise ImmediateHttpResponse(answer)
        raise ImmediateHttpResponse(HttpResponseRedirect(FAILED))


def _person(
    data: Mapping[str, Any], common: dict[str, str], link: dict[str, str] | None
) -> api.Staff | None:
    now = clock.now()
    if link:
        return api.identity_bind(**link, **common, now=now)
    return api.identity_match(**common, email=_verified_email(data), now=now)


def _verified_email(data: Mapping[str, Any]) -> str:
    """Give an address that one answer of the provider both names and calls verified."""
    for source in ("id_token", "userinfo"):
        claims = dict(data.get(source) or {})
        if claims.get("email_verified") is True:
            return str(claims.get("email") or "")
    return ""


def _own_page(request: HttpRequest, requested: str | None) -> str:
    safe = url_has_allowed_host_and_scheme(requested, allowed_hosts=None)
    return requested if requested and safe else "/"
