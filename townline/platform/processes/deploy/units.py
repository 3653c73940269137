"""systemd's units: one for each process, the nightly backup, and all of them together."""

import re
from pathlib import Path

from townline.platform.processes.children import every

FILES = Path(__file__).with_name("files")
_PLACE = re.compile(r"@([A-Z_]+)@")


def filled(name: str, words: dict[str, str]) -> str:
    """Give a file with its places filled. Raises KeyError for a place nobody fills."""
    return _PLACE.sub(lambda match: words[match[1]], (FILES / name).read_text())


# The handsets' network and the telephones' are for the demo only.
_DEMO_ONLY = frozenset({"simulator", "telephones"})
# Who talks is let finish, for ten minutes at most.
_PATIENCE = {"calls": "660s"}
_SINGLE = "townline.service"
# MemoryHigh and MemoryMax: two workers of pages and four files, two jobs and two long files.
_MEMORY = {"web": ("4G", "6G"), "worker": ("6G", "8G"), "live": ("800M", "1G")}
_MEMORY_OF_OTHERS = ("2G", "3G")


def units(*, single: bool, words: dict[str, str]) -> dict[str, str]:
    """Give each unit's text by its name; ``single`` runs all in one, with its own database."""
    common = words | {"HARDENING": filled("hardening.conf", words).strip()}
    found = _single(common) if single else _many(common)
    backup = {"AFTER": _SINGLE if single else "townline-prepare.service"}
    found["townline-backup.service"] = filled("backup.service", common | backup)
    found["townline-backup.timer"] = filled("backup.timer", common)
    return found


def _single(common: dict[str, str]) -> dict[str, str]:
    return {_SINGLE: filled("single.service", common)}


def _many(common: dict[str, str]) -> dict[str, str]:
    names = [child.name for child in every() if child.name not in _DEMO_ONLY]
    services = [f"townline-{name}.service" for name in names]
    found = {
        service: filled("process.service", common | _own(name))
        for service, name in zip(services, names, strict=True)
    }
    found["townline-prepare.service"] = filled("prepare.service", common)
    found["townline.target"] = filled("townline.target", common | {"SERVICES": " ".join(services)})
    return found


def _own(name: str) -> dict[str, str]:
    high, most = _MEMORY.get(name, _MEMORY_OF_OTHERS)
    stop = _PATIENCE.get(name, "15s")
    return {"NAME": name, "STOP": stop, "MEMORY_HIGH": high, "MEMORY_MAX": most}
