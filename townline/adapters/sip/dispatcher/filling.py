"""Fills Kamailio's configuration and its list of workers and networks."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from townline.adapters.sip.stack.transport import listens
from townline.adapters.sip.stack.transport.hops import Hop
from townline.adapters.sip.stack.transport.listens import ListenError
from townline.adapters.sip.stack.trunks import address
from townline.adapters.sip.stack.trunks.address import Trunk, TrunkError

_TEMPLATE: Final = Path(__file__).with_name("kamailio.cfg")
_PLACE: Final = re.compile(r"@([A-Z_]+)@")
CONFIGURATION: Final = "kamailio.cfg"
LIST: Final = "dispatcher.list"


class FrontError(ValueError):
    """The configuration cannot be made; the words say which part is wrong."""


@dataclass(frozen=True, slots=True)
class Front:
    """Where Kamailio listens, its workers and networks in order; ``folder`` holds its files.

    ``density``: requests of a stranger in two seconds. ``ping``: seconds between looks.
    """

    listen: str
    workers: list[str]
    trunks: str
    folder: Path = Path("/etc/kamailio")
    children: int = 4
    density: int = 30
    ping: int = 2


def files(front: Front) -> dict[str, str]:
    """Give Kamailio's two files by name. Raises FrontError."""
    places, workers = _places(front.listen, "--listen"), _workers(front.workers)
    trunks = _trunks(front.trunks)
    words = {
        "LISTEN": "\nlisten=".join(f"{place.transport}:{place.place}" for place in places),
        "NO_TCP": "yes" if all(place.transport == "udp" for place in places) else "no",
        "LIST": str(front.folder / LIST),
        "CHILDREN": str(front.children),
        "DENSITY": str(front.density),
        "PING": str(front.ping),
    }
    filled = _PLACE.sub(lambda match: words[match[1]], _TEMPLATE.read_text())
    return {CONFIGURATION: filled, LIST: _dispatcher_list(workers, trunks)}


def _dispatcher_list(workers: list[Hop], trunks: list[Trunk]) -> str:
    lines = ["# set, address, flags, priority. Sets: 1 workers, 2 networks dialled, 3 only heard"]
    lines += [f"1 sip:{hop.place};transport={hop.transport} 8 0" for hop in workers]
    # The first network has the highest priority. Networks are not asked whether they live:
    # flag 0 takes them as they are, and what fails goes to the next.
    lines += [
        f"{2 if trunk.dial else 3} sip:{trunk.host}:{trunk.port};transport={trunk.transport}"
        f" 0 {len(trunks) - n}"
        for n, trunk in enumerate(trunks)
    ]
    return "\n".join([*lines, ""])


def _places(text: str, option: str) -> list[Hop]:
    try:
        places = listens.read_all(text)
    except ListenError as error:
        raise FrontError(f"{option}: {error}") from None
    if any(place.transport == "tls" for place in places):
        raise FrontError(
            f"{option}: tls: is not written here; let the workers speak TLS, or add Kamailio's "
            "tls module by hand"
        )
    return places


def _workers(texts: list[str]) -> list[Hop]:
    if not texts:
        raise FrontError("name each worker's TOWNLINE_SIP_LISTEN with --worker")
    return [place for text in texts for place in _places(text, "--worker")]


def _trunks(text: str) -> list[Trunk]:
    try:
        return address.read_all(text)
    except TrunkError as error:
        raise FrontError(f"--trunks: {error}") from None
