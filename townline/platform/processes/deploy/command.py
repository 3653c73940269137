"""``townline deploy-config``: files to look at and put in their places; nothing is installed."""

import contextlib
import errno
import ipaddress
import os
import re
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from townline.platform.core.commands import CannotStart, write_line
from townline.platform.postgres import environment
from townline.platform.postgres.config_files import HOME
from townline.platform.postgres.configuration import writing
from townline.platform.postgres.configuration.kinds import Value
from townline.platform.postgres.configuration.schema import BY_KEY
from townline.platform.processes.children import CHILDREN
from townline.platform.processes.deploy.units import FILES, RUN, fill_template, ports, units

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
# What ProtectHome=yes makes empty (systemd.exec(5)).
_HIDDEN = (Path("/root"), Path("/home"), Path("/run/user"))
_MOST = 32
_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
# What no path in a unit or in nginx's language may hold.
_PATH = re.compile(r"/[A-Za-z0-9._/+-]*")


def deploy_config(options: Namespace) -> int:
    """Write the files into ``--out`` and say what to do with them."""
    for path in write_files(options):
        write_line(str(path))
    words = _words(options, _counts(options))
    write_line(fill_template("next.txt", words | {"OUT": str(options.out)}).rstrip())
    return 0


def write_files(options: Namespace) -> list[Path]:
    """Write the files into ``--out``; give their paths. Raises CannotStart."""
    counts = _counts(options)
    words = _words(options, counts)
    return _write(options.out, _files(options.single, words, counts))


def _write(out: Path, files: dict[str, str]) -> list[Path]:
    """Write all files or none: each beside its place first, then all into their places."""
    places = {out / name: text for name, text in files.items()}
    temporary = {path: path.with_name(f".{path.name}.partial") for path in places}
    made: list[Path] = []
    try:
        for path, text in places.items():
            made += _folders(path.parent)
            temporary[path].write_text(text)
            temporary[path].chmod(0o600 if path.suffix == ".toml" else 0o644)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        for path, partial in temporary.items():
            partial.replace(path)
    except OSError as error:
        _take_back(temporary.values(), made)
        raise CannotStart(
            f"{error.filename} cannot be written: {error.strerror}; nothing was written"
        ) from error
    return list(places)


def _folders(folder: Path) -> list[Path]:
    """Make a folder with those above it; give those that were not there, the highest first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _take_back(partials: Iterable[Path], folders: list[Path]) -> None:
    with contextlib.suppress(OSError):
        for partial in partials:
            partial.unlink(missing_ok=True)
        for folder in reversed(folders):
            folder.rmdir()


def _files(single: bool, words: dict[str, str], counts: dict[str, int]) -> dict[str, str]:
    written = units(single=single, words=words, counts=counts)
    found = {f"systemd/{name}": text for name, text in written.items()}
    found["nginx/townline.conf"] = fill_template("nginx.conf", words)
    found["prometheus/townline.rules.yml"] = (FILES / "prometheus.rules.yml").read_text()
    found["grafana/townline.json"] = (FILES / "grafana.json").read_text()
    found[f"{words['DISTRICT']}.toml"] = writing.example(_settings(single, words))
    return found


def _counts(options: Namespace) -> dict[str, int]:
    """Read how many there are to be of each process. Raises CannotStart."""
    many = {child.name for child in CHILDREN.value if child.unit and child.several}
    found = {}
    for given in options.count:
        name, _, count = given.partition("=")
        if (
            name not in many
            or not count.isascii()
            or not count.isdigit()
            or not 0 < int(count) <= _MOST
        ):
            names = ", ".join(sorted(many))
            raise CannotStart(
                f"{given!r} is no number of processes: write NAME=N with one of {names} and 1 to "
                f"{_MOST}"
            )
        found[name] = int(count)
    if found and options.single:
        raise CannotStart("--single is one unit of all processes: leave out --count")
    return found


def _words(options: Namespace, counts: dict[str, int]) -> dict[str, str]:
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
        "CONFIG": options.config_dir,
    }
    found = {name: _path(path) for name, path in paths.items()} | _listening(options)
    _check_seen(Path(found["ROOT"]), Path(found["HOME"]), Path(found["BACKUPS"]))
    found["DISTRICT"] = _district(options)
    found["MAIN"] = "townline.service" if options.single else "townline.target"
    servers = [f"server 127.0.0.1:{_port(port)};" for port in ports(options.port, counts)]
    found["UPSTREAMS"] = "\n  ".join(servers)
    found["PORT"] = str(_port(options.port))
    origin = host if options.https_port == 443 else f"{host}:{options.https_port}"  # noqa: PLR2004 -- HTTPS's own
    return found | {"HOST": host, "ORIGIN": origin, "USER": options.user}


def _settings(single: bool, words: dict[str, str]) -> dict[str, Value]:
    """Give the settings that are known; one unit of all has the home's own database."""
    known: dict[str, Value] = {
        "home": words["HOME"],
        "district": words["DISTRICT"],
        "web.hosts": [words["HOST"], "127.0.0.1"],
        "web.origins": [f"https://{words['ORIGIN']}"],
        "backup.to": words["BACKUPS"],
        "backup.key_file": f"{words['HOME']}/backup.key",
    }
    if single:
        return known
    return known | {
        "database.url": str(BY_KEY["database.url"].example),
        "processes.language_socket": f"{RUN}/language.sock",
        "calls.rtpengine": str(BY_KEY["calls.rtpengine"].example),
    }


def _district(options: Namespace) -> str:
    name: str = options.district or os.environ.get("TOWNLINE_DISTRICT", "handeul")
    environment.check_district(name)
    return name


def _check_seen(root: Path, *data: Path) -> None:
    """Refuse places that the units see empty (ProtectHome). Raises CannotStart."""
    # A virtual environment's Python is a link to the one it was made with.
    python = root / ".venv" / "bin" / "python"
    for path in (root, python, *data):
        for seen in (path, path.resolve()):
            if hidden := next((each for each in _HIDDEN if seen.is_relative_to(each)), None):
                raise CannotStart(
                    f"{path} lies under {hidden}, which the units cannot see (ProtectHome): put "
                    "the checkout below /opt, the home and the backups below /var; nothing was "
                    "written"
                )


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
