"""``townline deploy-config``: files to look at and put in their places; nothing is installed."""

import ipaddress
import re
from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import CannotStart, say
from townline.platform.processes.deploy.units import filled, units

HOME = Path("/var/lib/townline/home")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
# What no path in a unit or in nginx's language may hold.
_PATH = re.compile(r"/[A-Za-z0-9._/+-]*")


def deploy_config(options: Namespace) -> int:
    """Write the files into ``--out`` and say what to do with them."""
    words = _words(options)
    out: Path = options.out
    try:
        for name, text in _files(options.single, words).items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            say(str(path))
    except OSError as error:
        raise CannotStart(f"{error.filename} cannot be written: {error.strerror}") from error
    say(filled("next.txt", words | {"OUT": str(out)}).rstrip())
    return 0


def _files(single: bool, words: dict[str, str]) -> dict[str, str]:
    found = {f"systemd/{name}": text for name, text in units(single=single, words=words).items()}
    found["nginx/townline.conf"] = filled("nginx.conf", words)
    found["townline.env"] = filled("townline.env", words)
    return found


def _words(options: Namespace) -> dict[str, str]:
    host: str = options.host.lower()
    if not _HOST.fullmatch(host):
        raise CannotStart(f"{options.host!r} is no host name; write it like text.example.org")
    if not _USER.fullmatch(options.user):
        raise CannotStart(f"{options.user!r} is no name of an account")
    certificates = Path("/etc/letsencrypt/live") / host
    paths = {
        "ROOT": options.root,
        "HOME": options.home or HOME,
        "CERT": options.cert or certificates / "fullchain.pem",
        "CERT_KEY": options.cert_key or certificates / "privkey.pem",
        "LOGS": options.log_dir,
        "CACHE": options.cache_dir,
        "BACKUPS": options.backups,
    }
    found = {name: _path(path) for name, path in paths.items()} | _listening(options)
    found["PORT"] = str(_port(options.port))
    origin = host if options.https_port == 443 else f"{host}:{options.https_port}"  # noqa: PLR2004 -- HTTPS's own
    return found | {"HOST": host, "ORIGIN": origin, "USER": options.user}


def _listening(options: Namespace) -> dict[str, str]:
    addresses = ["", "[::]:"] if options.listen is None else [f"{_address(options.listen)}:"]
    kinds = {
        "LISTEN_HTTP": f"{_port(options.http_port)}",
        "LISTEN_HTTPS": f"{_port(options.https_port)} ssl",
        "LISTEN_OTHERS": f"{_port(options.https_port)} ssl default_server",
    }
    return {
        name: "\n  ".join(f"listen {address}{words};" for address in addresses)
        for name, words in kinds.items()
    }


def _address(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError as error:
        raise CannotStart(f"{text!r} is no address to listen on") from error
    return f"[{address}]" if address.version == 6 else str(address)  # noqa: PLR2004 -- IPv6


def _path(path: Path) -> str:
    text = str(path.absolute())
    if not _PATH.fullmatch(text):
        raise CannotStart(f"{text} cannot be written into a unit: use letters, digits and . _ + -")
    return text


def _port(port: int) -> int:
    if not 0 < port < 1 << 16:
        raise CannotStart(f"{port} is no port")
    return port
