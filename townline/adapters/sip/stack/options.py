"""What the environment says about calls, checked; ``doctor`` and the process read it here."""

import ssl
from collections.abc import Mapping
from pathlib import Path

from townline.adapters.sip.stack.endpoint import Options
from townline.adapters.sip.stack.transport import listens
from townline.adapters.sip.stack.transport.carrier import Certificates
from townline.adapters.sip.stack.transport.listens import ListenError
from townline.adapters.sip.stack.trunks import address
from townline.adapters.sip.stack.trunks.address import TrunkError


class OptionsUnusable(ValueError):
    """A variable is wrong; the words name it and say how it is written."""


def read(environ: Mapping[str, str]) -> Options:
    """Read TOWNLINE_SIP_*. Raises OptionsUnusable."""
    try:
        places = listens.read_all(environ.get("TOWNLINE_SIP_LISTEN", ""))
    except ListenError as error:
        raise OptionsUnusable(f"TOWNLINE_SIP_LISTEN: {error}") from None
    text = environ.get("TOWNLINE_SIP_TRUNKS", "").strip()
    if not text:
        raise OptionsUnusable(
            "TOWNLINE_SIP_TRUNKS is not set: name the networks that may call, like "
            "sip:192.0.2.10:5060"
        )
    try:
        trunks = address.read_all(text)
    except TrunkError as error:
        raise OptionsUnusable(f"TOWNLINE_SIP_TRUNKS: {error}") from None
    options = Options(places, trunks, certificates=_certificates(environ))
    _check(options)
    return options


def _certificates(environ: Mapping[str, str]) -> Certificates:
    named = (environ.get(f"TOWNLINE_SIP_TLS_{name}", "") for name in ("CERT", "KEY", "CA"))
    return Certificates(*(Path(name) if name else None for name in named))


def _check(options: Options) -> None:
    kinds = {place.transport for place in options.places}
    for trunk in options.trunks:
        if trunk.transport not in kinds:
            raise OptionsUnusable(
                f"TOWNLINE_SIP_LISTEN names no {trunk.transport}: place, but {trunk.name} is "
                f"spoken to by {trunk.transport}"
            )
    if "tls" in kinds:
        _check_certificates(options.certificates)


def _check_certificates(certificates: Certificates) -> None:
    if certificates.own is None or certificates.key is None:
        raise OptionsUnusable(
            "TOWNLINE_SIP_LISTEN names a tls: place; set TOWNLINE_SIP_TLS_CERT and "
            "TOWNLINE_SIP_TLS_KEY to the files of its certificate and key"
        )
    try:
        certificates.inward()
        certificates.outward()
    except (OSError, ssl.SSLError) as error:
        words = getattr(error, "strerror", None) or getattr(error, "reason", None) or "unusable"
        raise OptionsUnusable(f"TOWNLINE_SIP_TLS_*: the files cannot be used ({words})") from None
