"""A push service and a browser for tests, on a loopback port: it decrypts what it is given."""

import http.server
import json
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from townline.adapters.webpush.sealing import open_sealed, public_point

AUTH = b"sixteen bytes..."


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


@dataclass
class ReceivedPush:
    path: str
    headers: dict[str, str]
    payload: dict[str, str]
    claims: dict[str, Any]


@dataclass
class Service:
    """``status`` and ``more`` are what it answers with; ``heard`` what it could decrypt."""

    status: int = 201
    more: dict[str, str] = field(default_factory=dict)
    received: list[ReceivedPush] = field(default_factory=list)
    requests: int = 0

    def __post_init__(self) -> None:
        self.browser = ec.generate_private_key(ec.SECP256R1())
        self.p256dh = text(public_point(self.browser.public_key()))
        self.auth = text(AUTH)

    def __enter__(self) -> Self:
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.requests += 1
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if service.status == 201:
                    service.received.append(service.read(self.path, dict(self.headers), body))
                self.send_response(service.status)
                for name, value in service.more.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.endpoint = f"{self.origin}/wpush/v2/opaque"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def read(self, path: str, headers: dict[str, str], body: bytes) -> ReceivedPush:
        payload = open_sealed(body, browser=self.browser, auth=AUTH)
        claims = verify_claims(headers["Authorization"])
        return ReceivedPush(path, headers, json.loads(payload), claims)


def verify_claims(header: str) -> dict[str, Any]:
    """Check the signature as a push service does (RFC 8292); give the claims."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    signed, _, signature = parts["t"].rpartition(".")
    raw = data(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data(parts["k"]))
    key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims: dict[str, Any] = json.loads(data(signed.split(".")[1]))
    return claims
