"""Digest authentication (RFC 3261 §22, RFC 7616, RFC 8760): as who asks and as who is asked.

MD5 is what networks speak; SHA-256 is taken where it is offered. Our own challenges ask for both.
"""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Final

from townline.adapters.sip.stack.messages import grammar
from townline.adapters.sip.stack.messages.values import Request, Response

_HASHES: Final = {"sha-256": hashlib.sha256, "md5": hashlib.md5}
REALM: Final = "calls"
_FRESH: Final = 60.0  # seconds that a nonce of ours is good for


def _hash(algorithm: str, text: str) -> str:
    return _HASHES[algorithm](text.encode()).hexdigest()


def _parts(value: str) -> dict[str, str]:
    scheme, _, rest = value.strip().partition(" ")
    if scheme.lower() != "digest":
        return {}
    pairs = (part.partition("=") for part in grammar.split_list(rest))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


@dataclass(frozen=True, slots=True)
class _DigestRequest:
    method: str
    uri: str
    user: str
    password: str


def _digest(digest_request: _DigestRequest, parts: dict[str, str]) -> str:
    algorithm = parts.get("algorithm", "md5").lower()
    first = _hash(algorithm, f"{digest_request.user}:{parts['realm']}:{digest_request.password}")
    second = _hash(algorithm, f"{digest_request.method}:{digest_request.uri}")
    middle = parts["nonce"]
    if parts.get("qop"):
        middle += f":{parts['nc']}:{parts['cnonce']}:auth"
    return _hash(algorithm, f"{first}:{middle}:{second}")


def answer(
    response: Response, method: str, uri: str, user: str, password: str
) -> tuple[str, str] | None:
    """Answer a challenge (401, 407): the header's name and value; None if there is no way."""
    status, name = response.status, "authorization"
    asking = "www-authenticate"
    if status == 407:  # noqa: PLR2004 -- Proxy Authentication Required
        asking, name = "proxy-authenticate", "proxy-authorization"
    known = [parts for parts in map(_parts, response.headers.all(asking)) if _can(parts)]
    if not user or not known:
        return None
    best = min(known, key=lambda parts: list(_HASHES).index(parts.get("algorithm", "md5").lower()))
    return name, _credentials(best, _DigestRequest(method, uri, user, password))


def _can(parts: dict[str, str]) -> bool:
    qops = {qop.strip() for qop in parts.get("qop", "auth").split(",")}
    algorithm = parts.get("algorithm", "md5").lower()
    return "nonce" in parts and "realm" in parts and algorithm in _HASHES and "auth" in qops


def _credentials(parts: dict[str, str], digest_request: _DigestRequest) -> str:
    mine = {"realm": parts["realm"], "nonce": parts["nonce"]}
    plain = [f"algorithm={parts['algorithm']}"] if "algorithm" in parts else []
    mine |= {"algorithm": parts["algorithm"]} if plain else {}
    if "qop" in parts:
        mine |= {"qop": "auth", "nc": "00000001", "cnonce": secrets.token_hex(8)}
        plain += ["qop=auth", "nc=00000001"]
    written = {"username": digest_request.user, "realm": mine["realm"], "nonce": mine["nonce"]}
    written |= {"uri": digest_request.uri, "response": _digest(digest_request, mine)}
    written |= {name: value for name, value in mine.items() if name == "cnonce"}
    written |= {name: parts[name] for name in ("opaque",) if name in parts}
    return "Digest " + ", ".join([*(f'{k}="{v}"' for k, v in written.items()), *plain])


class Challenger:
    """Our own challenges. A nonce carries its time and our mark, so nothing is kept of them."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def _mark(self, moment: str) -> str:
        return hmac.new(self._secret, moment.encode(), hashlib.sha256).hexdigest()[:32]

    def challenges(self) -> list[tuple[str, str]]:
        """Write the headers of a 401, the better algorithm first."""
        moment = f"{time.monotonic():.3f}"
        nonce = f"{moment}-{self._mark(moment)}"
        return [
            (
                "www-authenticate",
                f'Digest realm="{REALM}", nonce="{nonce}", qop="auth", algorithm={name}',
            )
            for name in ("SHA-256", "MD5")
        ]

    def passes(self, request: Request, user: str, password: str) -> bool:
        """Say whether a request carries an answer that is right and fresh."""
        return any(
            self._right(_parts(value), _DigestRequest(request.method, "", user, password))
            for value in request.headers.all("authorization")
        )

    def _right(self, parts: dict[str, str], digest_request: _DigestRequest) -> bool:
        needed = {"username", "realm", "nonce", "uri", "response", "nc", "cnonce", "qop"}
        if not needed <= set(parts) or parts.get("algorithm", "md5").lower() not in _HASHES:
            return False
        if (
            parts["username"] != digest_request.user
            or parts["realm"] != REALM
            or parts["qop"] != "auth"
        ):
            return False
        if not self._ours(parts["nonce"]):
            return False
        mine = _digest(
            _DigestRequest(
                digest_request.method, parts["uri"], digest_request.user, digest_request.password
            ),
            parts,
        )
        return hmac.compare_digest(mine.encode(), parts["response"].lower().encode())

    def _ours(self, nonce: str) -> bool:
        moment, _, mark = nonce.partition("-")
        if not hmac.compare_digest(mark.encode(), self._mark(moment).encode()):
            return False
        return time.monotonic() - float(moment) <= _FRESH
