"""When certificates end: that of our address, as browsers get it, and that of calls."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import datetime as dt
import os
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from django.conf import settings

from townline.platform.core.findings import Both, Finding, bad, ok, span, warn

_PATIENCE = 3.0  # seconds
# Let's Encrypt renews a month ahead: with two weeks left something has failed.
_SOON = dt.timedelta(days=14)


def check_https(now: dt.datetime) -> Iterator[Finding]:
    """Look at the certificate that our public address shows."""
    address = urlsplit(settings.TOWNLINE_PUBLIC_URL)
    if address.scheme != "https" or not address.hostname:
        words = Both("no https address is set", "https 주소를 설정하지 않았습니다")
        yield ok("certificate", words)
        return
    try:
        shown = _fetch_certificate(address.hostname, address.port or 443)
    except OSError as error:
        yield _unreachable_finding(address.hostname, error)
        return
    yield judge_certificate("certificate", address.hostname, x509.load_der_x509_certificate(shown), now)


def _fetch_certificate(host: str, port: int) -> bytes:
    """Get the certificate in DER, also one that has ended. Raises OSError."""
    context = ssl.create_default_context()
    # Nothing is asked or told: what is shown is looked at, and an ended one must be seen too.
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((host, port), timeout=_PATIENCE) as line,
        context.wrap_socket(line, server_hostname=host) as secure,
    ):
        return secure.getpeercert(binary_form=True) or b""


def _unreachable_finding(host: str, error: OSError) -> Finding:
    reason = error.strerror or type(error).__name__
    words = Both(f"{host} cannot be asked from here: {reason}", f"{host} 인증서를 여기서 확인할 수 없습니다: {reason}")
    advice = Both("open it with a browser and look", "브라우저로 열어 확인해 주세요")
    return warn("certificate", words, advice)


def of_calls(now: dt.datetime) -> Iterator[Finding]:
    """Look at the certificate for calls by TLS; without one there is nothing to say."""
    if named := os.environ.get("TOWNLINE_SIP_TLS_CERT"):
        found = x509.load_pem_x509_certificate(Path(named).read_bytes())
        yield judge_certificate("certificate", named, found, now)


def judge_certificate(subject: str, name: str, shown: x509.Certificate, now: dt.datetime) -> Finding:
    """Judge by what is left."""
    left, day = shown.not_valid_after_utc - now, f"{shown.not_valid_after_utc:%Y-%m-%d}"
    advice = Both("renew it (certbot renew), then reload nginx", "갱신(certbot renew) 후 nginx reload")
    if left <= dt.timedelta(0):
        return bad(subject, Both(f"{name} ended on {day}", f"{name} {day} 만료됨"), advice)
    long = span(left.total_seconds())
    words = Both(f"{name} ends in {long} ({day})", f"{name} {long.korean} 뒤 만료({day})")
    return ok(subject, words) if left > _SOON else warn(subject, words, advice)


CERTIFICATES = (check_https, of_calls)
