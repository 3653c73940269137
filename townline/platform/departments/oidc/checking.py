"""Looks whether the office's identity provider can be used, and signs nobody in."""

from dataclasses import dataclass
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from requests import RequestException, Response
from requests.exceptions import SSLError, Timeout

from townline.platform.departments.oidc.client import ALGORITHMS

_PATH = "/.well-known/openid-configuration"
_REQUIRED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class CheckStep:
    """``key``: document, issuer, addresses, methods or keys.

    ``problem``: a code, "" where it is well. ``fact``: what was found.
    """

    key: str
    problem: str = ""
    fact: str = ""


class _Unusable(Exception):
    """An address gave nothing to use: a code of the problem, and what was found."""

    def __init__(self, problem: str, fact: str) -> None:
        super().__init__(problem)
        self.problem, self.fact = problem, fact


def check_provider(issuer: str) -> list[CheckStep]:
    """Try what a sign-in needs of a provider, up to the first step that fails."""
    try:
        published = _fetch(f"{issuer}{_PATH}")
    except _Unusable as error:
        return [CheckStep("document", error.problem, error.fact)]
    steps = [
        CheckStep("document", fact=f"{issuer}{_PATH}"),
        _issuer_step(issuer, published),
        _addresses_step(published),
        _methods_step(published),
    ]
    if not any(step.problem for step in steps):
        steps.append(_keys_step(str(published["jwks_uri"])))
    return steps


def _issuer_step(issuer: str, published: dict[str, Any]) -> CheckStep:
    found = str(published.get("issuer", ""))
    # OpenID Connect Discovery, 4.3.
    return CheckStep("issuer", "" if found.rstrip("/") == issuer else "other_issuer", found)


def _addresses_step(published: dict[str, Any]) -> CheckStep:
    missing = [name for name in _REQUIRED if not published.get(name)]
    if missing:
        return CheckStep("addresses", "no_address", ", ".join(missing))
    return CheckStep("addresses", fact=str(published["authorization_endpoint"]))


def _methods_step(published: dict[str, Any]) -> CheckStep:
    signed = published.get("id_token_signing_alg_values_supported", ["RS256"])
    usable = [name for name in ALGORITHMS if name in signed]
    if not usable:
        return CheckStep("methods", "no_algorithm", ", ".join(map(str, signed)))
    # Left out by some that support it; a list without it is a word (RFC 8414).
    if "S256" not in published.get("code_challenge_methods_supported", ["S256"]):
        return CheckStep("methods", "no_pkce", "code_challenge_methods_supported")
    return CheckStep("methods", fact=", ".join(usable))


def _keys_step(address: str) -> CheckStep:
    try:
        keys = jwt.PyJWKSet.from_dict(_fetch(address)).keys
    except _Unusable as error:
        return CheckStep("keys", error.problem, error.fact)
    except jwt.PyJWTError:
        return CheckStep("keys", "no_key", address)
    return CheckStep("keys", fact=str(len(keys)))


def _fetch(address: str) -> dict[str, Any]:
    """Read a document. Raises _Unusable."""
    try:
        with get_adapter().get_requests_session() as session:
            answer: Response = session.get(address)
    except SSLError as error:
        raise _Unusable("certificate", address) from error
    except Timeout as error:
        raise _Unusable("timeout", address) from error
    except RequestException as error:
        raise _Unusable("unreachable", address) from error
    if not answer.ok:
        raise _Unusable("status", f"{answer.status_code} {address}")
    try:
        found = answer.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise _Unusable("not_json", address)
    return found
