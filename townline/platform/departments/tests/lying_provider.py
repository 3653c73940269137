"""An identity provider on loopback that signs its tokens, and lies in the points it is given."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT, KID = "townline", "1"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class FalseClaims:
    """What it says otherwise than an honest provider would.

    ``token`` and ``userinfo``: claims put over the true ones; None leaves one out. ``sign``: how
    the token is signed. ``metadata``: put over what is published.
    """

    token: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    sign: str = "own"


class Lying:
    """``person``: whom it signs in; ``lies``: how."""

    def __init__(self) -> None:
        self.url = ""
        self.person: dict[str, Any] = {}
        self.lies = FalseClaims()
        self._nonces: dict[str, str] = {}

    def authorize(self, query: dict[str, str]) -> str:
        code = str(len(self._nonces))
        self._nonces[code] = query.get("nonce", "")
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
        } | self.lies.metadata

    def token(self, code: str) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300,
            "nonce": self._nonces[code], "sub": self.person["sub"],
        }  # fmt: skip
        answer = {"access_token": "a", "token_type": "Bearer"}
        return answer if self.lies.sign == "none" else answer | {"id_token": self._signed(claims)}

    def _signed(self, claims: dict[str, Any]) -> str:
        payload = {k: v for k, v in (claims | self.lies.token).items() if v is not None}
        headers = {"kid": KID}
        if self.lies.sign == "unsigned":
            return jwt.encode(payload, "", algorithm="none", headers=headers)
        if self.lies.sign == "shared":
            # The old trick: the public key as a shared secret. PyJWT refuses to sign so.
            return _hmac(payload, headers)
        return jwt.encode(payload, key(self.lies.sign), algorithm="RS256", headers=headers)

    def userinfo(self) -> dict[str, Any]:
        claims = self.person | self.lies.userinfo
        return {name: value for name, value in claims.items() if value is not None}


def _hmac(claims: dict[str, Any], headers: dict[str, str]) -> str:
    import hmac
    from base64 import urlsafe_b64encode

    def base64url(raw: bytes) -> str:
        return urlsafe_b64encode(raw).rstrip(b"=").decode()

    public = key("own").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = base64url(json.dumps({"alg": "HS256", "typ": "JWT"} | headers).encode())
    body = base64url(json.dumps(claims).encode())
    mark = base64url(hmac.new(public, f"{head}.{body}".encode(), "sha256").digest())
    return f"{head}.{body}.{mark}"


def _jwks() -> dict[str, Any]:
    own = jwt.algorithms.RSAAlgorithm.to_jwk(key("own").public_key(), as_dict=True)
    return {"keys": [own | {"kid": KID, "use": "sig", "alg": "RS256"}]}


@contextmanager
def serving(provider: Lying) -> Iterator[Lying]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            if where.path == "/authorize":
                query = {k: v[0] for k, v in parse_qs(where.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorize(query))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            found = {
                "/.well-known/openid-configuration": provider.metadata,
                "/userinfo": provider.userinfo,
                "/keys": _jwks,
            }[where.path]
            self._answer(found())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(provider.token(parse_qs(body)["code"][0]))

        def _answer(self, found: dict[str, Any]) -> None:
            raw = json.dumps(found).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    provider.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()
