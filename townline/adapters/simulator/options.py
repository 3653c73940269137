import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from townline.adapters.simulator.photo_calls.gateway_phone import PhotoEndpoint
from townline.platform.core.paths import DEMO
from townline.platform.core.text import msisdn

_DEMO = DEMO / "district.json"


class OptionsUnusable(ValueError):
    """A variable of the environment is missing or wrong; the words say which and how."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the simulator is told: where to listen, whom to let in, whose line it plays.

    ``line`` is the town hall's number in E.164; ``district`` its name by language. Without a
    ``door`` no photos can be sent.
    """

    home: Path
    socket: Path
    host: str
    port: int
    system_id: str
    password: str
    line: str
    district: dict[str, str]
    time_zone: str
    hosts: tuple[str, ...]
    door: PhotoEndpoint | None = None


def from_environ(environ: Mapping[str, str]) -> Options:
    """Read the variables of docs/operations.md. Raises OptionsUnusable."""
    link = urlsplit(_need(environ, "TOWNLINE_SMPP_URL").split(",")[0].strip())
    if link.scheme != "smpp" or not link.hostname or not link.port or not link.username:
        # The value holds a password, so it is not repeated here.
        raise OptionsUnusable(
            "TOWNLINE_SMPP_URL: the simulator needs smpp://system_id:password@host:port"
        )
    district = json.loads(_DEMO.read_text(encoding="utf-8"))
    home = Path(_need(environ, "TOWNLINE_HOME"))
    return Options(
        home=home,
        socket=Path(environ.get("TOWNLINE_SIMULATOR_SOCKET") or home / "simulator.sock"),
        host=link.hostname,
        port=link.port,
        system_id=unquote(link.username),
        password=unquote(link.password or ""),
        line=msisdn.parse(environ.get("TOWNLINE_LINE_NUMBER") or district["line_number"]).value,
        district=district["name"],
        time_zone=district["time_zone"],
        hosts=tuple(environ.get("TOWNLINE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
        door=PhotoEndpoint.of(environ.get("TOWNLINE_DEMO_PHONE", "")),
    )


def _need(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    if not value:
        raise OptionsUnusable(f"{name} is not set; the simulator cannot start without it")
    return value
