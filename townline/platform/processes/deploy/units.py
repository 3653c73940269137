"""systemd's units: one for each process, the nightly backup, and all of them together."""

import re
from collections.abc import Mapping
from pathlib import Path

from townline.platform.processes.children import CHILDREN

FILES = Path(__file__).with_name("files")
_PLACE = re.compile(r"@([A-Z_]+)@")


def fill_template(name: str, words: dict[str, str]) -> str:
    """Give a file with its places filled. Raises KeyError for a place nobody fills."""
    return _PLACE.sub(lambda match: words[match[1]], (FILES / name).read_text())


# Who talks is let finish, for ten minutes at most.
_PATIENCE = {"calls": "660s"}
_SINGLE = "townline.service"
# MemoryHigh and MemoryMax: two workers of pages and four files, two jobs and two long files.
_MEMORY = {"web": ("4G", "6G"), "worker": ("6G", "8G"), "live": ("800M", "1G")}
_MEMORY_OF_OTHERS = ("2G", "3G")
RUN = "/run/townline"


def units(*, single: bool, words: dict[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    """Give each unit's text by its name; ``single`` runs all in one, with its own database.

    ``counts``: how many there are of a process (1).
    """
    common = words | {"HARDENING": fill_template("hardening.conf", words).strip()}
    found = _single(common) if single else _many(common, counts)
    backup = {"AFTER": _SINGLE if single else "townline-prepare.service"}
    found["townline-backup.service"] = fill_template("backup.service", common | backup)
    found["townline-backup.timer"] = fill_template("backup.timer", common)
    return found


def ports(first: int, counts: Mapping[str, int]) -> list[int]:
    """List the ports of the processes ``live``, which nginx asks in turn."""
    return list(range(first, first + counts.get("live", 1)))


def _single(common: dict[str, str]) -> dict[str, str]:
    return {_SINGLE: fill_template("single.service", common)}


def _instance(name: str, counts: Mapping[str, int]) -> str:
    return "@" if counts.get(name, 1) > 1 else ""


def _many(common: dict[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    children = [child for child in CHILDREN.value if child.unit]
    found = {
        f"townline-{child.name}{_instance(child.name, counts)}.service": fill_template(
            "process.service", common | _own(child.name, common, counts)
        )
        for child in children
    }
    wanted = [name for child in children for name in _services(child.name, common, counts)]
    found["townline-prepare.service"] = fill_template("prepare.service", common)
    found["townline.target"] = fill_template(
        "townline.target", common | {"SERVICES": " ".join(wanted)}
    )
    return found


def _services(name: str, common: dict[str, str], counts: Mapping[str, int]) -> list[str]:
    """Name the services of a process: one, or instances by number (``live``: by port)."""
    count = counts.get(name, 1)
    if count == 1:
        return [f"townline-{name}.service"]
    instances = ports(int(common["PORT"]), counts) if name == "live" else range(1, count + 1)
    return [f"townline-{name}@{each}.service" for each in instances]


def _own(name: str, common: dict[str, str], counts: Mapping[str, int]) -> dict[str, str]:
    """Give what the unit of a process has for itself: its port, its socket or those it asks."""
    webs = counts.get("web", 1)
    own = [f"{RUN}/web.sock"] if webs == 1 else [f"{RUN}/web-%i.sock"]
    every_web = own if webs == 1 else [f"{RUN}/web-{each}.sock" for each in range(1, webs + 1)]
    several = counts.get(name, 1) > 1
    high, most = _MEMORY.get(name, _MEMORY_OF_OTHERS)
    return {
        "MEMORY_HIGH": high,
        "MEMORY_MAX": most,
        "NAME": name,
        "INSTANCE": " %i" if several else "",
        "STOP": _PATIENCE.get(name, "15s"),
        # A worker makes the backups that are asked for on a page.
        "WRITES": f"{common['HOME']} {common['BACKUPS']}" if name == "worker" else common["HOME"],
        "OWN_PORT": "%i" if several and name == "live" else common["PORT"],
        "WEB_SOCKET": ",".join(own if name == "web" else every_web),
    }
