"""Words and phrases by which services and dangers are known, as very short texts to learn from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from townline.platform.triage.reader.heads import NONE
from townline.training.texts import FOLDER, UNSAID, Authored, TextsInvalid, check_codes

WORDS = "w"
OPEN = "open"
_HEAD = re.compile(r"== (\w+)(?: danger=(\w+))?")


def words(file: Path = FOLDER / "words.txt") -> list[Authored]:
    """Read all phrases. Raises TextsInvalid.

    Words of a service are ordinary, but for those that stand in a section ``danger=open`` as well:
    whether they tell of danger depends on what else is said.
    """
    read = list(_read(file))
    undecided = {one.text for one in read if one.danger == OPEN}
    decided = [one for one in read if one.danger != OPEN]
    return [replace(one, danger=UNSAID) if one.text in undecided else one for one in decided]


def _read(file: Path) -> Iterator[Authored]:
    service, danger = "", ""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        where = f"{file.name}:{number}"
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("=="):
            head = _HEAD.fullmatch(line.strip())
            if head is None:
                raise TextsInvalid(f"{where}: not a section: {line}")
            service, danger = head[1], head[2] or ""
            check_codes(where, service=service, danger=danger if danger not in (NONE, OPEN) else "")
            continue
        for phrase in line.split("|"):
            yield _phrase(phrase.strip(), service, danger)


def _phrase(phrase: str, service: str, danger: str) -> Authored:
    lang = "en" if phrase.isascii() else "ko"
    # Words of a danger stand in texts of any service.
    label = UNSAID if danger else service
    return Authored(f"{WORDS}-words", phrase, label, UNSAID, lang, "" if danger == NONE else danger)
