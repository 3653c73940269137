"""The address of a mail server, as in TOWNLINE_SMTP_URL."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class AddressInvalid(ValueError):
    """The address cannot be read; the words say what is accepted, without its password."""


@dataclass(frozen=True, slots=True)
class Relay:
    """``scheme`` is one of PORTS; without ``user`` nobody signs in."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)


def relay(url: str) -> Relay:
    """Read an address like ``smtp+starttls://user:password@host:587``. Raises AddressInvalid."""
    accepted = "write it like smtp+starttls://user:password@mail.example.org:587"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressInvalid(f"the mail server's address has a wrong port; {accepted}") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise AddressInvalid(
            f"the mail server's address must begin with {', '.join(PORTS)} and name a host; "
            f"{accepted}"
        )
    return Relay(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
