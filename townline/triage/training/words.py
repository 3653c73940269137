"""Words and phrases by which services and dangers are known, as very short texts to learn from."""

import re
from collections.abc import Iterator
from pathlib import Path

from townline.triage.training.texts import FOLDER, UNSAID, Authored, TextsInvalid, checked

WORDS = "w"
_HEAD = re.compile(r"== (\w+)(?: danger=(\w+))?")


def words(file: Path = FOLDER / "words.txt") -> list[Authored]:
    """Read all phrases. Raises TextsInvalid."""
    return list(_read(file))


def _read(file: Path) -> Iterator[Authored]:
    service, danger = "", UNSAID
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        where = f"{file.name}:{number}"
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("=="):
            head = _HEAD.fullmatch(line.strip())
            if head is None:
                raise TextsInvalid(f"{where}: not a section: {line}")
            service, danger = head[1], head[2] or UNSAID
            checked(where, service=service, danger=danger.replace(UNSAID, "").replace("none", ""))
            continue
        for phrase in line.split("|"):
            yield _phrase(phrase.strip(), service, danger)


def _phrase(phrase: str, service: str, danger: str) -> Authored:
    lang = "en" if phrase.isascii() else "ko"
    # Words of a danger stand in texts of any service.
    said = UNSAID if danger != UNSAID else service
    return Authored(f"{WORDS}-words", phrase, said, UNSAID, lang, danger.replace("none", ""))
