"""The authored texts of ``townline/data/triage/texts``, read with line-exact errors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from townline.platform.core.paths import DATA
from townline.platform.triage.rules.reading import DANGERS, READER_SERVICES

FOLDER = DATA / "triage"
SERVICES = READER_SERVICES
# These authors wrote dangers, and ordinary texts that are to be taken for them.
ALARMING = ("c", "f", "o", "p")
KINDS = ("complaint", "question", "proposal", "praise", "spam")
# What is not said of a text: it teaches nothing about that.
UNSAID = "?"
_HEAD = re.compile(r"== (\w+) (\w+) (ko|en)(?: danger=(\w+))?")


class TextsInvalid(Exception):
    """A line of the authored texts is not as it should be; names file and line."""


@dataclass(frozen=True, slots=True)
class Authored:
    """One text; ``batch``: the file it is from, whose first letter is its author."""

    batch: str
    text: str
    service: str
    kind: str
    lang: str
    danger: str = ""

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self.batch.split("-")[0]


def read_authored(folder: Path = FOLDER / "texts") -> list[Authored]:
    """Read all files. Raises TextsInvalid."""
    return [one for file in sorted(folder.glob("*.txt")) for one in _file(file)]


def _file(file: Path) -> Iterator[Authored]:
    head: re.Match[str] | None = None
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("=="):
            head = _head(line, f"{file.name}:{number}")
        elif head is None:
            raise TextsInvalid(f"{file.name}:{number}: a text before the first section")
        else:
            service, kind, lang, danger = head.groups()
            yield Authored(file.stem, line.replace("\\n", "\n"), service, kind, lang, danger or "")


def _head(line: str, where: str) -> re.Match[str]:
    found = _HEAD.fullmatch(line.strip())
    if found is None:
        raise TextsInvalid(f"{where}: not a section: {line}")
    service, kind, _, danger = found.groups()
    check_codes(where, service=service, kind=kind, danger=danger or "")
    return found


def check_codes(where: str, *, service: str, kind: str = "complaint", danger: str = "") -> None:
    """Refuse codes that are not known. Raises TextsInvalid."""
    if service not in SERVICES or kind not in KINDS or (danger and danger not in DANGERS):
        raise TextsInvalid(f"{where}: a code that is not known: {service} {kind} {danger}")
