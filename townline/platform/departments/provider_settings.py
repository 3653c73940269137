"""An office's identity provider, as the environment names it (docs/run/sign-in.md)."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "office"


def providers(variables: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Give allauth's ``SOCIALACCOUNT_PROVIDERS``: nothing without ``TOWNLINE_OIDC_ISSUER``.

    Raises ImproperlyConfigured naming the variable that is missing or the file it cannot read.
    """
    issuer = variables.get("TOWNLINE_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    _need_private(issuer)
    app = {
        "provider_id": PROVIDER,
        "name": variables.get("TOWNLINE_OIDC_NAME", issuer),
        "client_id": _required_variable(variables, "TOWNLINE_OIDC_CLIENT_ID"),
        "secret": _read(_required_variable(variables, "TOWNLINE_OIDC_CLIENT_SECRET_FILE")),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def _need_private(issuer: str) -> None:
    # What the provider says is believed because of the line it comes by (OpenID Connect Core,
    # 3.1.3.7).
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise ImproperlyConfigured("TOWNLINE_OIDC_ISSUER must begin with https://")


def _required_variable(variables: Mapping[str, str], name: str) -> str:
    value = variables.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"TOWNLINE_OIDC_ISSUER is set, so {name} must be too")
    return value


def _read(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        words = f"TOWNLINE_OIDC_CLIENT_SECRET_FILE {path} cannot be read: {error.strerror}"
        raise ImproperlyConfigured(words) from error
