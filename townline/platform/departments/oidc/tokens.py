"""Identity tokens of the office's provider, verified as OpenID Connect Core, 3.1.3.7 asks.

The signature is verified too, though the token comes by a line of our own: a provider behind a
wrong address, or one that mixes up its clients, is recognised by it.
"""

from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Asymmetric ones alone: a shared secret would let whoever reads our settings sign in as anybody.
_ALGORITHMS = [f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)]
_ALGORITHMS.append("EdDSA")
_REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
_LEEWAY_SECONDS = 60
# Of allauth's column; OpenID Connect allows 255.
_SUBJECT_LIMIT = 191


def verified_claims(
    token: object, *, keys: Mapping[str, Any], issuer: str, client_id: str
) -> dict[str, Any]:
    """Give the claims of an identity token. Raises OAuth2Error for one that is not for us."""
    if not isinstance(token, str):
        raise OAuth2Error("the provider sent no identity token")
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(token, keys),
            algorithms=_ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=_LEEWAY_SECONDS,
            options={"require": _REQUIRED},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise OAuth2Error(f"the identity token is not valid: {type(error).__name__}") from error
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
        raise OAuth2Error("the identity token was made for another client")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _SUBJECT_LIMIT:
        raise OAuth2Error("the identity token names nobody")
